package dev.plumbline.ingest.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.plumbline.ingest.delivery.Delivery;
import dev.plumbline.ingest.source.Source;
import dev.plumbline.ingest.source.SourceKind;
import dev.plumbline.ingest.spool.Spool;
import dev.plumbline.ingest.spool.SpoolException;
import dev.plumbline.validation.InvalidInputException;
import io.netty.channel.Channel;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all deliveries have in common on their way from the door to the disk, whoever brings them:
 * checks of the head, a body that is counted while it comes, the spool, the answer.
 */
final class Intake {

  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final Set<String> TOKENS =
      Set.of(
          "token", "access_token", "secret", "api_key", "apikey", "key", "password", "signature");
  private static final long LINGER_MILLIS = 300;
  private static final long UNANSWERED_BYTES = 64L << 20;

  /** Tells whether a body may come in, in the way of its door. */
  interface Verification {

    /**
     * Where the bytes are looked at: not on the thread of a thousand connections if that takes
     * long.
     */
    Executor executor(int bytes);

    /**
     * Returns if it may.
     *
     * @throws RefusedException if not
     * @throws InvalidInputException if it is not what a caller was told to send
     */
    void verify(byte[] body);
  }

  private final Spool spool;
  private final DoorMeters meters;
  private final Clock clock;
  private final BodyBudget budget = new BodyBudget(UNANSWERED_BYTES);
  private volatile boolean isClosing;

  Intake(Spool spool, DoorMeters meters, Clock clock) {
    this.spool = spool;
    this.meters = meters;
    this.clock = clock;
  }

  /** Refuses what comes from now on; what is being read is still accepted. */
  void beginClosing() {
    isClosing = true;
  }

  /** Bytes of bodies that are not answered yet. */
  long unansweredBytes() {
    return budget.taken();
  }

  /** What is wrong with the request before a byte of its body is read. */
  @Nullable Refusal refusalOfHead(
      SourceKind kind, ServiceRequestContext context, HttpRequest request) {
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
    if (!kind.mediaTypes().contains(Deliveries.mediaType(request.headers()))) {
      return Refusal.WRONG_MEDIA_TYPE;
    }
    return request.headers().contentLength() > kind.largestBody() ? Refusal.TOO_LARGE : null;
  }

  private static boolean hasToken(@Nullable String query) {
    return query != null
        && QueryParams.fromQueryString(query).names().stream()
            .anyMatch(name -> TOKENS.contains(name.toLowerCase(Locale.ROOT)));
  }

  private static boolean isEncoded(List<String> encodings) {
    return encodings.stream().anyMatch(encoding -> !encoding.equalsIgnoreCase("identity"));
  }

  /** Reads the body, verifies it, makes it durable and answers. */
  HttpResponse receive(
      Source source,
      ServiceRequestContext context,
      HttpRequest request,
      Verification verification) {
    BodyReader reader = BodyReader.start(request, source.kind().largestBody(), budget);
    return HttpResponse.of(
        reader
            .body()
            .thenCompose(body -> accept(source, request, body, verification))
            .exceptionally(thrown -> answerTo(context, thrown))
            .whenComplete((answer, error) -> reader.giveBack()));
  }

  private CompletableFuture<HttpResponse> accept(
      Source source, HttpRequest request, byte[] body, Verification verification) {
    return CompletableFuture.runAsync(
            () -> verification.verify(body), verification.executor(body.length))
        .thenCompose(
            verified ->
                keep(source, Deliveries.of(source, request.headers(), body, clock.instant())));
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
      return refused.refusal().isOfBody()
          ? counted(refused.refusal())
          : refused(context, refused.refusal());
    }
    if (cause instanceof InvalidInputException invalid) {
      meters.refused(Refusal.WRONG_CONTENT);
      return Answers.badRequest(invalid.problems());
    }
    if (cause instanceof SpoolException full) {
      return counted(Refusal.of(full.reason()));
    }
    // The client left, or was too slow: what is said then reaches nobody, or is said already.
    LOG.debug("A delivery broke off: {}", String.valueOf(cause));
    return HttpResponse.ofFailure(cause == null ? thrown : cause);
  }

  /** Refuses a request whose body nobody is going to read, and ends its connection. */
  HttpResponse refused(ServiceRequestContext context, Refusal refusal) {
    closeAfterAnswer(context);
    return counted(refusal);
  }

  private HttpResponse counted(Refusal refusal) {
    meters.refused(refusal);
    return WebhookAnswers.refused(refusal);
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
}
