package dev.plumbline.ingest.github;

import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.event.DeploymentStatus;
import dev.plumbline.ingest.delivery.Event;
import dev.plumbline.ingest.payload.Field;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A deployment was asked for; how it goes, its statuses say. */
final class DeploymentEvents implements EventKind {

  private static final String TAGS = "refs/tags/";
  private static final Pattern TAG = Pattern.compile("[!-~]{1,200}");

  /** {@code v1.2}, {@code 2026.03.1-rc.1}, {@code checkout@1.2.3}. */
  private static final Pattern VERSION =
      Pattern.compile(
          "([A-Za-z0-9_.-]{1,100}@)?[vV]?\\d{1,9}(\\.\\d{1,9}){1,3}([-+.][0-9A-Za-z.+-]{1,60})?");

  @Override
  public List<Event<?, ?>> read(Occurrence occurrence) {
    Field deployment = occurrence.body().at("deployment").requireObject();
    DeploymentObserved observed =
        requested(occurrence, deployment)
            .setVersion(occurrence.version(deployment.at("updated_at")))
            .setStatus(DeploymentStatus.PENDING)
            .build();
    return List.of(Events.delivery(occurrence, observed));
  }

  /**
   * The tag or version that was asked for; branches, which have people's names, and ids are none.
   */
  private static @Nullable String release(@Nullable String ref) {
    String name = ref != null && ref.startsWith(TAGS) ? ref.substring(TAGS.length()) : ref;
    boolean isRelease =
        name != null
            && (name.equals(ref) ? VERSION.matcher(name).matches() : TAG.matcher(name).matches());
    return isRelease ? name : null;
  }

  /**
   * What a deployment's own record says. A new attempt is a new deployment at GitHub, and which
   * service it is of it does not say.
   */
  static DeploymentObserved.Builder requested(Occurrence occurrence, Field deployment) {
    return DeploymentObserved.newBuilder()
        .setSource(occurrence.source())
        .setRepository(occurrence.repositoryName())
        .setDeployment(deployment.at("id").requireId())
        .setEnvironment(deployment.at("environment").text())
        .setSha(deployment.at("sha").sha())
        .setRelease(release(deployment.at("ref").freeText()))
        .setStartedAt(deployment.at("created_at").time());
  }
}
