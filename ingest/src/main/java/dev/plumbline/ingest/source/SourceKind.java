package dev.plumbline.ingest.source;

import dev.plumbline.ingest.signature.SignatureForm;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What delivers: how it signs, what it sends and what it wants to hear. */
public enum SourceKind {
  /** GitHub and GitHub Enterprise Server. */
  GITHUB(
      "x-hub-signature-256",
      SignatureForm.HUB,
      Set.of(MediaTypes.JSON, MediaTypes.FORM),
      25 * 1024 * 1024,
      202,
      "x-github-event",
      Set.of("x-github-event", "x-github-delivery")),

  /** Jira Cloud and Data Center. Only 200 and 204 count as good there. */
  JIRA(
      "x-hub-signature",
      SignatureForm.HUB,
      Set.of(MediaTypes.JSON),
      25 * 1024 * 1024,
      200,
      "",
      Set.of("x-atlassian-webhook-identifier", "x-atlassian-webhook-retry")),

  /** PagerDuty's webhooks of version 3. */
  PAGERDUTY(
      "x-pagerduty-signature",
      SignatureForm.LIST,
      Set.of(MediaTypes.JSON),
      25 * 1024 * 1024,
      202,
      "",
      Set.of("x-webhook-id")),

  /** Whoever has a token for {@code /events/incidents}; sends no webhooks and signs nothing. */
  INCIDENTS(
      "", SignatureForm.HUB, Set.of(MediaTypes.JSON), 1024 * 1024, 202, "", Set.of("x-request-id"));

  private final String signatureHeader;
  private final SignatureForm signatureForm;
  private final Set<String> mediaTypes;
  private final int largestBody;
  private final int acceptedStatus;
  private final String eventHeader;
  private final Set<String> keptHeaders;

  SourceKind(
      String signatureHeader,
      SignatureForm signatureForm,
      Set<String> mediaTypes,
      int largestBody,
      int acceptedStatus,
      String eventHeader,
      Set<String> keptHeaders) {
    this.signatureHeader = signatureHeader;
    this.signatureForm = signatureForm;
    this.mediaTypes = mediaTypes;
    this.largestBody = largestBody;
    this.acceptedStatus = acceptedStatus;
    this.eventHeader = eventHeader;
    this.keptHeaders = keptHeaders;
  }

  /** Its name in the configuration. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of that name, if there is one. */
  public static Optional<SourceKind> of(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
  }

  /** The names of all kinds, for sentences. */
  public static String ids() {
    return Arrays.stream(values()).map(SourceKind::id).collect(Collectors.joining(", "));
  }

  /** Whether it delivers webhooks, each with a signature; else it brings a token. */
  public boolean isSigned() {
    return !signatureHeader.isEmpty();
  }

  /** How the signature is written. */
  public SignatureForm signatureForm() {
    return signatureForm;
  }

  /** The one header that carries the signature, in lower case. */
  public String signatureHeader() {
    return signatureHeader;
  }

  /** Media types that it may send, without parameters. */
  public Set<String> mediaTypes() {
    return mediaTypes;
  }

  /** Most bytes of a body unless configured: what the sender itself caps at. */
  public int largestBody() {
    return largestBody;
  }

  /** The status that this sender takes for success. */
  public int acceptedStatus() {
    return acceptedStatus;
  }

  /**
   * The unsigned header that names what happened, empty if the body does. The same body under
   * another name is another delivery.
   */
  public String eventHeader() {
    return eventHeader;
  }

  /** Headers that go on with the delivery, in lower case; all others end at the door. */
  public Set<String> keptHeaders() {
    return keptHeaders;
  }
}
