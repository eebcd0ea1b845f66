package dev.rehearsal.harness.library.migrations;

import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/** Fails with what is no Exception. */
public final class V1__Asserts extends BaseJavaMigration {

  @Override
  public void migrate(Context context) {
    throw new AssertionError("the data is not as expected");
  }
}
