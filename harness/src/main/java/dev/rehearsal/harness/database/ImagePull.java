package dev.rehearsal.harness.database;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.PullResponseItem;
import dev.rehearsal.harness.database.ContainerEngine.Unavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.testcontainers.utility.DockerImageName;

/** Pulls an image for as long as the registry keeps sending, and gives up soon when it does not. */
final class ImagePull {
  private static final Duration FIRST_WORD = Duration.ofSeconds(8);
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private ImagePull() {}

  static void run(DockerClient client, DockerImageName image)
      throws Unavailable, InterruptedException {
    String failure =
        "image " + image.asCanonicalNameString() + " is neither there nor to be pulled";
    try (Listener listener = new Listener()) {
      client
          .pullImageCmd(image.getUnversionedPart())
          .withTag(image.getVersionPart())
          .exec(listener);
      while (!listener.awaitCompletion(1, TimeUnit.SECONDS)) {
        if (listener.isSilent()) {
          throw new Unavailable(failure + " (the registry does not answer)", null);
        }
      }
    } catch (DockerException | com.github.dockerjava.api.exception.DockerClientException e) {
      throw new Unavailable(failure + " (" + oneLine(e) + ")", e);
    } catch (IOException e) {
      throw new Unavailable(failure, e);
    }
  }

  private static String oneLine(Exception e) {
    return String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
  }

  /** Remembers when the registry was last heard of. */
  private static final class Listener extends ResultCallback.Adapter<PullResponseItem> {
    private final long started = System.nanoTime();
    private final AtomicLong heard = new AtomicLong();

    @Override
    public void onNext(PullResponseItem item) {
      heard.set(System.nanoTime() - started);
    }

    boolean isSilent() {
      long last = heard.get();
      Duration patience = last == 0 ? FIRST_WORD : SILENCE;
      return System.nanoTime() - started - last > patience.toNanos();
    }
  }
}
