package dev.rehearsal.reports.analysis;

import static dev.rehearsal.reports.postgres.LockMode.ACCESS_EXCLUSIVE;
import static dev.rehearsal.reports.recording.SampleRecordings.recording;
import static dev.rehearsal.reports.recording.StatementBuilder.statement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.StatementBuilder;
import dev.rehearsal.reports.recording.TakeBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToastLocksTest {

  @Test
  void aRewriteLocksOutTheUsersOfTheTableAndNotThoseOfItsToast() {
    StatementBuilder rewrite =
        statement(1, "ALTER TABLE orders ALTER x TYPE bigint")
            .locksIndex("pg_toast.pg_toast_9_index", "pg_toast.pg_toast_9", ACCESS_EXCLUSIVE)
            .locks("public.orders", ACCESS_EXCLUSIVE)
            .rewrites("public.orders");
    Recording recording = recording("1s", List.of(TakeBuilder.facts().run(rewrite, 60).build()));

    Analysis analysis = Analysis.of(recording, "00");

    assertThat(analysis.findings()).extracting(Finding::relation).containsExactly("public.orders");
    assertThat(analysis.statements().get(0).workUnderLock())
        .extracting(StatementResult.Work::lockedRelation)
        .containsExactly("public.orders");
  }
}
