package dev.plumbline.bench;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** GitHub's deliveries, signed beforehand: each of another pull request or deployment. */
final class SignedDeliveries {

  static final String REPOSITORY = "acme/bench";

  private static final String PATH = "/webhooks/github";
  // What the real payload has and nobody reads: repositories, links, people.
  private static final String FILLER = "x".repeat(7_000);

  private final SecretKeySpec key;

  SignedDeliveries(String secret) {
    this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
  }

  HttpRequest pullRequest(long number, Instant openedAt) {
    byte[] body =
        """
        {"action":"opened","number":%1$d,
         "pull_request":{"id":%1$d,"number":%1$d,"state":"open","draft":false,"merged":false,
           "created_at":"%2$s","updated_at":"%2$s","merged_at":null,"closed_at":null,
           "user":{"login":"dev%3$d","id":%3$d,"type":"User"},
           "head":{"sha":"%4$040x"},"base":{"ref":"main","repo":{"default_branch":"main"}},
           "requested_teams":[],"body":"%5$s"},
         "repository":{"id":9,"full_name":"%6$s","default_branch":"main",
           "owner":{"login":"acme","id":1,"type":"Organization"}},
         "sender":{"login":"dev%3$d","id":%3$d,"type":"User"}}"""
            .formatted(number, openedAt, number % 200, number, FILLER, REPOSITORY)
            .getBytes(StandardCharsets.UTF_8);
    return signed("pull_request", body);
  }

  /** A success in production, of one of so many repositories in turn. */
  HttpRequest deployment(long number, int repositories, Instant finishedAt) {
    byte[] body =
        """
        {"action":"created",
         "deployment_status":{"id":%1$d,"state":"success","environment":"production",
           "created_at":"%2$s","updated_at":"%2$s"},
         "deployment":{"id":%1$d,"task":"deploy","environment":"production",
           "created_at":"%2$s","updated_at":"%2$s","sha":"%3$040x","ref":"main","payload":{}},
         "repository":{"id":%4$d,"full_name":"%5$s","default_branch":"main",
           "owner":{"login":"acme","id":1,"type":"Organization"},"description":"%6$s"},
         "sender":{"login":"deploy[bot]","id":2,"type":"Bot"}}"""
            .formatted(
                number,
                finishedAt.truncatedTo(ChronoUnit.SECONDS),
                number,
                1_000 + number % repositories,
                "acme/" + service(number, repositories),
                FILLER)
            .getBytes(StandardCharsets.UTF_8);
    return signed("deployment_status", body);
  }

  /** The service that the deployment of that number is of. */
  static String service(long number, int services) {
    return "service-" + number % services;
  }

  private HttpRequest signed(String event, byte[] body) {
    return HttpRequest.of(
        RequestHeaders.builder(HttpMethod.POST, PATH)
            .contentType(MediaType.JSON)
            .set("x-github-event", event)
            .set("x-hub-signature-256", "sha256=" + HexFormat.of().formatHex(digest(body)))
            .build(),
        HttpData.wrap(body));
  }

  private byte[] digest(byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HmacSHA256", e);
    }
  }
}
