package dev.plumbline.ingest.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.plumbline.ingest.delivery.Delivery;
import dev.plumbline.ingest.signature.BodySignature;
import dev.plumbline.ingest.source.Source;
import dev.plumbline.ingest.source.SourceConfig;
import dev.plumbline.ingest.source.Sources;
import dev.plumbline.ingest.spool.Spool;
import dev.plumbline.ingest.spool.SpoolException;
import io.netty.channel.Channel;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /webhooks/{source-id}}. The order is the protection: route, method, size and
 * encoding, raw bytes, signature, disk, answer. Nothing reads the body before all of that.
 */
final class WebhookResource implements HttpService {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookResource.class);
  private static final Set<String> TOKENS =
      Set.of(
          "token", "access_token", "secret", "api_key", "apikey", "key", "password", "signature");
  // Hashing more than this is not for the thread of a thousand connections.
  private static final int HASHED_AT_ONCE = 128 * 1024;
  private static final long LINGER_MILLIS = 300;
  private static final long UNANSWERED_BYTES = 64L << 20;

  private final Sources sources;
  private final Spool spool;
  private final DoorMeters meters;
  private final Clock clock;
  private final BodyBudget budget = new BodyBudget(UNANSWERED_BYTES);
  private volatile boolean isClosing;

  WebhookResource(Sources sources, Spool spool, DoorMeters meters, Clock clock) {
    this.sources = sources;
    this.spool = spool;
    this.meters = meters;
    this.clock = clock;
  }

  /** Refuses what comes from now on; what is being read is still accepted. */
  void beginClosing() {
    isClosing = true;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    Optional<Source> source = source(context.mappedPath());
    if (source.isEmpty()) {
      closeAfterAnswer(context);
      return refused(Refusal.UNKNOWN_SOURCE);
    }
    Refusal refusal = refusalOfHead(source.get(), context, request);
    if (refusal != null) {
      closeAfterAnswer(context);
      return refused(refusal);
    }
    return read(source.get(), context, request);
  }

  private Optional<Source> source(String mappedPath) {
    String id = mappedPath.substring(1);
    return SourceConfig.isId(id) ? sources.find(id) : Optional.empty();
  }

  private @Nullable Refusal refusalOfHead(
      Source source, ServiceRequestContext context, HttpRequest request) {
    if (request.method() != HttpMethod.POST) {
      return Refusal.WRONG_METHOD;
    }
    if (hasToken(context.query())) {
      return Refusal.TOKEN_IN_QUERY;
    }
    if (isClosing) {
      return Refusal.CLOSING;
    }
    if (isEncoded(request.headers().getAll(HttpHeaderNames.CONTENT_ENCODING))) {
      return Refusal.ENCODED_BODY;
    }
    if (!source.kind().mediaTypes().contains(Deliveries.mediaType(request.headers()))) {
      return Refusal.WRONG_MEDIA_TYPE;
    }
    return request.headers().contentLength() > source.kind().largestBody()
        ? Refusal.TOO_LARGE
        : null;
  }

  private static boolean hasToken(@Nullable String query) {
    return query != null
        && QueryParams.fromQueryString(query).names().stream()
            .anyMatch(name -> TOKENS.contains(name.toLowerCase(Locale.ROOT)));
  }

  private static boolean isEncoded(List<String> encodings) {
    return encodings.stream().anyMatch(encoding -> !encoding.equalsIgnoreCase("identity"));
  }

  private HttpResponse read(Source source, ServiceRequestContext context, HttpRequest request) {
    BodyReader reader = BodyReader.start(request, source.kind().largestBody(), budget);
    return HttpResponse.of(
        reader
            .body()
            .thenCompose(body -> accept(source, context, request, body))
            .exceptionally(thrown -> answerTo(context, thrown))
            .whenComplete((answer, error) -> reader.giveBack()));
  }

  private CompletableFuture<HttpResponse> accept(
      Source source, ServiceRequestContext context, HttpRequest request, byte[] body) {
    Executor hashing =
        body.length > HASHED_AT_ONCE ? context.blockingTaskExecutor() : Runnable::run;
    return CompletableFuture.supplyAsync(() -> verified(source, request, body), hashing)
        .thenCompose(delivery -> keep(source, delivery));
  }

  private Delivery verified(Source source, HttpRequest request, byte[] body) {
    List<String> signatures = request.headers().getAll(source.kind().signatureHeader());
    int position = source.verify(body, signatures);
    if (position == BodySignature.NONE) {
      throw new RefusedException(Refusal.WRONG_SIGNATURE);
    }
    meters.verified(source, position);
    return Deliveries.of(source, request.headers(), body, clock.instant());
  }

  private CompletableFuture<HttpResponse> keep(Source source, Delivery delivery) {
    return spool
        .append(delivery, Deliveries.fingerprint(source, delivery))
        .thenApply(
            stored -> {
              meters.accepted(source, stored);
              return stored == Spool.Stored.NEW
                  ? WebhookAnswers.accepted(source.kind().acceptedStatus(), delivery.id())
                  : WebhookAnswers.duplicate(delivery.id());
            });
  }

  private HttpResponse answerTo(ServiceRequestContext context, Throwable thrown) {
    Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    if (cause instanceof RefusedException refused) {
      if (refused.refusal() != Refusal.WRONG_SIGNATURE) {
        closeAfterAnswer(context);
      }
      return refused(refused.refusal());
    }
    if (cause instanceof SpoolException full) {
      return refused(Refusal.of(full.reason()));
    }
    // The client left, or was too slow: what is said then reaches nobody, or is said already.
    LOG.debug("A delivery broke off: {}", String.valueOf(cause));
    return HttpResponse.ofFailure(cause == null ? thrown : cause);
  }

  /**
   * Nobody is going to read the rest of the body, however much of it there is. The answer gets a
   * moment to arrive: closing at once, with bytes unread, would take it back.
   */
  private static void closeAfterAnswer(ServiceRequestContext context) {
    if (!context.sessionProtocol().isMultiplex()) {
      context
          .log()
          .whenComplete()
          .thenAccept(
              log -> {
                Channel channel = log.channel();
                if (channel != null) {
                  channel
                      .eventLoop()
                      .schedule(() -> channel.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
                }
              });
    }
  }

  private HttpResponse refused(Refusal refusal) {
    meters.refused(refusal);
    return WebhookAnswers.refused(refusal);
  }

  /** Bytes of bodies that are not answered yet. */
  long unansweredBytes() {
    return budget.taken();
  }
}
