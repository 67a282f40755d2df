package dev.plumbline.streams.delivery.pullrequests;

import dev.plumbline.delivery.ResolvedPullRequest;
import dev.plumbline.delivery.ResolvedReview;
import dev.plumbline.event.PullRequestObserved;
import dev.plumbline.event.ReviewObserved;
import dev.plumbline.fact.PullRequestKey;
import dev.plumbline.streams.delivery.terms.Records;
import dev.plumbline.streams.state.KeyWriter;
import dev.plumbline.streams.state.OrderedStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Entries of pull requests in an ordered store. */
final class PullRequestStore {

  /** From pull request to what each origin says of it. */
  private static final char PULL_REQUEST = 'Q';

  /** From pull request and review to what each origin says of it. */
  private static final char REVIEW = 'R';

  /** What was last said of it. */
  private static final char KNOWN = 'F';

  private final OrderedStore store;

  PullRequestStore(OrderedStore store) {
    this.store = store;
  }

  void put(ResolvedPullRequest resolved) {
    byte[] key =
        key(PULL_REQUEST, resolved.getRepository(), resolved.getPullRequest())
            .text(resolved.getOrigin())
            .toBytes();
    putOrDelete(key, resolved.getObservations().isEmpty() ? null : resolved::toByteBuffer);
  }

  void put(ResolvedReview resolved) {
    byte[] key =
        key(REVIEW, resolved.getRepository(), resolved.getPullRequest())
            .text(resolved.getReview())
            .text(resolved.getOrigin())
            .toBytes();
    putOrDelete(key, resolved.getObservations().isEmpty() ? null : resolved::toByteBuffer);
  }

  /** What all origins say of the pull request. */
  List<PullRequestObserved> observations(PullRequestKey key) {
    List<PullRequestObserved> observations = new ArrayList<>();
    try (OrderedStore.Scan scan = store.scan(key(PULL_REQUEST, key).toBytes())) {
      while (scan.hasNext()) {
        observations.addAll(
            Records.decoded(scan.next().value(), ResolvedPullRequest::fromByteBuffer)
                .getObservations());
      }
    }
    return observations;
  }

  /** What all origins say of each of its reviews. */
  Collection<List<ReviewObserved>> reviews(PullRequestKey key) {
    Map<String, List<ReviewObserved>> reviews = new LinkedHashMap<>();
    try (OrderedStore.Scan scan = store.scan(key(REVIEW, key).toBytes())) {
      while (scan.hasNext()) {
        ResolvedReview review =
            Records.decoded(scan.next().value(), ResolvedReview::fromByteBuffer);
        reviews
            .computeIfAbsent(review.getReview(), id -> new ArrayList<>())
            .addAll(review.getObservations());
      }
    }
    return reviews.values();
  }

  Known known(PullRequestKey key) {
    byte[] value = store.get(key(KNOWN, key).toBytes());
    return value == null ? Known.NOTHING : Known.fromBytes(value);
  }

  void put(PullRequestKey key, Known known) {
    byte[] bytes = key(KNOWN, key).toBytes();
    if (known.equals(Known.NOTHING)) {
      store.delete(bytes);
    } else {
      store.put(bytes, known.toBytes());
    }
  }

  private void putOrDelete(byte[] key, Records.@Nullable Encoding value) {
    if (value == null) {
      store.delete(key);
    } else {
      store.put(key, Records.encoded(value));
    }
  }

  private static KeyWriter key(char kind, PullRequestKey key) {
    return key(kind, key.getRepository(), key.getPullRequest());
  }

  private static KeyWriter key(char kind, String repository, String pullRequest) {
    return KeyWriter.kind(kind).text(repository).text(pullRequest);
  }
}
