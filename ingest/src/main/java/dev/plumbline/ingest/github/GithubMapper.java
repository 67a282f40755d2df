package dev.plumbline.ingest.github;

import dev.plumbline.ingest.delivery.Delivery;
import dev.plumbline.ingest.delivery.DeliveryMapper;
import dev.plumbline.ingest.delivery.Mapping;
import dev.plumbline.ingest.payload.Field;
import dev.plumbline.ingest.payload.StrictJson;
import dev.plumbline.ingest.payload.UnusablePayloadException;
import dev.plumbline.ingest.pseudonym.Pseudonyms;
import dev.plumbline.settings.HotfixRules;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Reads GitHub's webhooks, of github.com and of GitHub Enterprise Server. */
public final class GithubMapper implements DeliveryMapper {

  private static final String EVENT = "x-github-event";
  private static final Pattern SANE_NAME = Pattern.compile("[a-z][a-z_]{0,63}");

  private final EventKinds kinds;

  /** A mapper that knows the usual hotfixes. */
  public GithubMapper(Pseudonyms pseudonyms) {
    this(pseudonyms, HotfixRules::byDefault);
  }

  /**
   * A mapper.
   *
   * @param rules asked anew for every delivery
   */
  public GithubMapper(Pseudonyms pseudonyms, Supplier<HotfixRules> rules) {
    this.kinds = new EventKinds(pseudonyms, rules);
  }

  @Override
  public Mapping map(Delivery delivery) {
    String claimed = delivery.header(EVENT);
    if (claimed == null) {
      return new Mapping.Unusable("Expected the header X-GitHub-Event, got none");
    }
    String kind = claimed.strip().toLowerCase(Locale.ROOT);
    if (!kinds.contains(kind)) {
      return new Mapping.Ignored(SANE_NAME.matcher(kind).matches() ? kind : "unknown");
    }
    try {
      Field body = StrictJson.object(PayloadBytes.of(delivery));
      return new Mapping.Mapped(
          kind,
          kinds.read(kind, Occurrence.delivered(delivery.source(), delivery.acceptedAt(), body)));
    } catch (UnusablePayloadException e) {
      return new Mapping.Unusable(String.valueOf(e.getMessage()));
    }
  }
}
