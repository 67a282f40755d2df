package dev.plumbline.ingest.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.plumbline.access.AccessToken;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what operators do to those who are on this machine or have the token. Webhooks and reports
 * of incidents carry their own proof, and health is open to all.
 */
final class AdminGate implements DecoratingHttpServiceFunction {

  private static final AttributeKey<Boolean> ADMITTED =
      AttributeKey.valueOf(AdminGate.class, "ADMITTED");

  private final @Nullable AccessToken token;

  /**
   * A gate.
   *
   * @param token what lets in from elsewhere; null lets nobody in from elsewhere
   */
  AdminGate(@Nullable AccessToken token) {
    this.token = token;
  }

  /** Whether the request brought the token, so that nothing else about it needs to be proved. */
  static boolean isAdmitted(ServiceRequestContext context) {
    return Boolean.TRUE.equals(context.attr(ADMITTED));
  }

  @Override
  public HttpResponse serve(HttpService behind, ServiceRequestContext context, HttpRequest request)
      throws Exception {
    boolean isAdmitted =
        token != null
            && token.matchesAuthorization(request.headers().get(HttpHeaderNames.AUTHORIZATION));
    context.setAttr(ADMITTED, isAdmitted);
    return isAdmitted || isOpen(context.path()) || isFromHere(context, request)
        ? behind.serve(context, request)
        : Answers.error(
            HttpStatus.UNAUTHORIZED, "Expected the instance's token as Authorization: Bearer");
  }

  private static boolean isOpen(String path) {
    return path.equals("/health")
        || path.startsWith("/webhooks/")
        || path.equals(IngestServer.INCIDENTS);
  }

  /** What a proxy on this machine passes on comes from elsewhere. */
  private static boolean isFromHere(ServiceRequestContext context, HttpRequest request) {
    return context.remoteAddress().getAddress().isLoopbackAddress()
        && !request.headers().contains(HttpHeaderNames.X_FORWARDED_FOR)
        && !request.headers().contains(HttpHeaderNames.FORWARDED);
  }
}
