package dev.plumbline.ingest.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpObject;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.stream.SubscriptionOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Reads a body exactly as it was sent, counting while it comes: what was told of its length is not
 * believed. Used by the request's event loop, except for {@link #giveBack}.
 */
final class BodyReader implements Subscriber<HttpObject> {

  private final int largest;
  private final long told;
  private final BodyBudget budget;
  private final List<byte[]> pieces = new ArrayList<>();
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private @Nullable Subscription subscription;
  private volatile long taken;
  private int length;

  private BodyReader(int largest, long told, BodyBudget budget) {
    this.largest = largest;
    this.told = told;
    this.budget = budget;
  }

  /**
   * Starts to read.
   *
   * @param largest most bytes of the body
   */
  static BodyReader start(HttpRequest request, int largest, BodyBudget budget) {
    BodyReader reader = new BodyReader(largest, request.headers().contentLength(), budget);
    request.subscribe(reader, SubscriptionOption.WITH_POOLED_OBJECTS);
    return reader;
  }

  /** The whole body; fails with a {@link RefusedException} or with what ended the request. */
  CompletableFuture<byte[]> body() {
    return body;
  }

  /** Gives back what the body took, once it is not needed any more. */
  void giveBack() {
    budget.giveBack(taken);
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    this.subscription = subscription;
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(HttpObject object) {
    if (object instanceof HttpData data) {
      try (data) {
        add(data);
      }
    }
  }

  private void add(HttpData data) {
    if (body.isDone()) {
      return;
    }
    if (data.length() > largest - length) {
      refuse(Refusal.TOO_LARGE);
    } else if (budget.take(data.length())) {
      taken += data.length();
      length += data.length();
      pieces.add(data.array());
    } else {
      refuse(Refusal.BUSY);
    }
  }

  private void refuse(Refusal refusal) {
    pieces.clear();
    if (subscription != null) {
      subscription.cancel();
    }
    body.completeExceptionally(new RefusedException(refusal));
  }

  @Override
  public void onError(Throwable cause) {
    pieces.clear();
    body.completeExceptionally(cause);
  }

  @Override
  public void onComplete() {
    if (told >= 0 && told != length) {
      refuse(Refusal.BROKEN_BODY);
    } else if (!body.isDone()) {
      body.complete(whole());
    }
  }

  private byte[] whole() {
    if (pieces.size() == 1) {
      return pieces.get(0);
    }
    byte[] whole = new byte[length];
    int at = 0;
    for (byte[] piece : pieces) {
      System.arraycopy(piece, 0, whole, at, piece.length);
      at += piece.length;
    }
    pieces.clear();
    return whole;
  }
}
