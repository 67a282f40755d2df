package dev.plumbline.ingest.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ingest.delivery.Delivery;
import dev.plumbline.ingest.delivery.DeliveryMapper;
import dev.plumbline.ingest.delivery.Fixtures;
import dev.plumbline.ingest.delivery.MapperContract;
import dev.plumbline.ingest.delivery.Mapping;
import dev.plumbline.ingest.delivery.Mapping.Ignored;
import dev.plumbline.ingest.delivery.Mapping.Mapped;
import dev.plumbline.ingest.delivery.Mapping.Unusable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GithubMapperTest extends MapperContract {

  private final DeliveryMapper mapper = new GithubMapper(Fixtures.pseudonyms());

  @Override
  protected String source() {
    return "github";
  }

  @Override
  protected DeliveryMapper mapper() {
    return mapper;
  }

  @Override
  protected Delivery delivery(String file) {
    return Fixtures.github(file.split("[-.]")[0], Fixtures.bytes("github", file));
  }

  @Test
  void shouldReadForm() {
    byte[] json = Fixtures.bytes("github", "push.json");
    String form = "payload=" + URLEncoder.encode(text(json), StandardCharsets.UTF_8);
    Delivery sent =
        Fixtures.delivery(
            "github",
            Map.of(
                "x-github-event",
                "push",
                "content-type",
                "application/x-www-form-urlencoded; charset=utf-8"),
            form.getBytes(StandardCharsets.US_ASCII));

    assertThat(mapper.map(sent)).isEqualTo(mapper.map(Fixtures.github("push", json)));
    assertThat(mapper.map(sent)).isInstanceOf(Mapped.class);
  }

  @ParameterizedTest
  @CsvSource({
    "other=1, 'Expected a form with the field payload, got none'",
    "payload=%zz, 'Expected the form''s field payload to be percent-encoded, got something else'",
    "payload=%7B, 'Expected one JSON object without repeated names, got something else at line 1, column 2'"
  })
  void shouldSayWhatIsWrongWithForm(String form, String reason) {
    Delivery sent =
        Fixtures.delivery(
            "github",
            Map.of("x-github-event", "push", "content-type", "application/x-www-form-urlencoded"),
            form.getBytes(StandardCharsets.US_ASCII));

    assertThat(mapper.map(sent)).isEqualTo(new Unusable(reason));
  }

  @Test
  void shouldIgnoreUnusedKindByNameThatIsSane() {
    byte[] body = "not even JSON".getBytes(StandardCharsets.UTF_8);

    assertThat(mapper.map(Fixtures.github("star", body))).isEqualTo(new Ignored("star"));
    assertThat(mapper.map(Fixtures.github("\u001b[31m;DROP", body)))
        .isEqualTo(new Ignored("unknown"));
  }

  @Test
  void shouldNeedNameOfEvent() {
    Delivery sent = Fixtures.delivery("github", Map.of(), Fixtures.bytes("github", "push.json"));

    assertThat(mapper.map(sent))
        .isEqualTo(new Unusable("Expected the header X-GitHub-Event, got none"));
  }

  /** The header is not signed: whoever holds a signed body can send it under another name. */
  @ParameterizedTest
  @CsvSource({
    "pull_request, pull_request_review-submitted.json, with the field review",
    "push, issues-opened.json, without the field ref",
    "release, pull_request-opened.json, without the field release",
    "deployment, deployment_status-success.json, with the field deployment_status",
    "repository, issues-opened.json, with the field issue",
    "organization, membership-removed.json, with the field team",
    "workflow_run, push.json, without the field workflow_run",
    "ping, push.json, without the field hook_id"
  })
  void shouldRefuseBodyOfAnotherEvent(String claimed, String file, String how) {
    Mapping mapping = mapper.map(Fixtures.github(claimed, Fixtures.bytes("github", file)));

    assertThat(mapping)
        .isEqualTo(
            new Unusable(
                "Expected the body of a %s event, as X-GitHub-Event says, got one %s"
                    .formatted(claimed, how)));
  }

  @Test
  void shouldNameWhatIsWrongByPathAlone() {
    String body =
        text(Fixtures.bytes("github", "pull_request-opened.json"))
            .replace("\"number\": 42,\n    \"state\"", "\"number\": [\"secret\"], \"state\"");

    assertThat(mapper.map(Fixtures.github("pull_request", body.getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(
            new Unusable(
                "Expected pull_request.number to be a whole number or a text, got a list"));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
