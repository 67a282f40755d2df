package dev.plumbline.ingest.jira;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ingest.delivery.Delivery;
import dev.plumbline.ingest.delivery.DeliveryMapper;
import dev.plumbline.ingest.delivery.Fixtures;
import dev.plumbline.ingest.delivery.MapperContract;
import dev.plumbline.ingest.delivery.Mapping.Ignored;
import dev.plumbline.ingest.delivery.Mapping.Unusable;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JiraMapperTest extends MapperContract {

  private final DeliveryMapper mapper = new JiraMapper(Fixtures.pseudonyms());

  @Override
  protected String source() {
    return "jira";
  }

  @Override
  protected DeliveryMapper mapper() {
    return mapper;
  }

  @Override
  protected Delivery delivery(String file) {
    return Fixtures.jira(Fixtures.bytes("jira", file));
  }

  @Test
  void shouldIgnoreOtherEvents() {
    assertThat(mapper.map(delivery("cloud-comment_created.json")))
        .isEqualTo(new Ignored("comment_created"));
    assertThat(mapper.map(sent("{\"webhookEvent\":\"<script>\"}")))
        .isEqualTo(new Ignored("unknown"));
  }

  @Test
  void shouldSayWhatIsMissing() {
    assertThat(mapper.map(sent("{}")))
        .isEqualTo(new Unusable("Expected webhookEvent to be a text, got nothing"));
    assertThat(mapper.map(sent("{\"webhookEvent\":\"jira:issue_created\",\"issue\":{\"id\":1}}")))
        .isEqualTo(new Unusable("Expected issue.key to be a text, got nothing"));
    assertThat(
            mapper.map(
                sent(
                    "{\"webhookEvent\":\"jira:issue_created\",\"issue\":{\"id\":1,\"key\":\"A-1\"}}")))
        .isEqualTo(new Unusable("Expected issue.fields.updated to be a time, got nothing"));
  }

  private static Delivery sent(String body) {
    return Fixtures.jira(body.getBytes(StandardCharsets.UTF_8));
  }
}
