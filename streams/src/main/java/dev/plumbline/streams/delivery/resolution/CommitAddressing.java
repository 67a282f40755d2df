package dev.plumbline.streams.delivery.resolution;

import dev.plumbline.delivery.ResolvedCommit;
import dev.plumbline.event.CommitObserved;
import dev.plumbline.event.RepositoryKey;
import dev.plumbline.streams.delivery.resolution.ResolutionStore.StoredCommit;
import dev.plumbline.streams.delivery.terms.ObjectIds;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stage 0 of commits. Not thread-safe. */
final class CommitAddressing {

  private final ResolutionStore store;
  private final ResolutionOutput output;

  CommitAddressing(ResolutionStore store, ResolutionOutput output) {
    this.store = store;
    this.output = output;
  }

  void observe(CommitObserved observed) {
    RepositoryKey origin = new RepositoryKey(observed.getSource(), observed.getRepository());
    StoredCommit known = store.commit(origin, observed.getSha());
    CommitObserved merged =
        CommitObservations.merge(known == null ? null : known.observed(), observed);
    if (known == null || !merged.equals(known.observed())) {
      take(origin, known);
      store.putCommit(origin, store.canonical(origin), merged);
      send(origin, merged);
    }
  }

  /** Sends it to where it belongs now, and says anew whose paths it touches. */
  void addressAgain(RepositoryKey origin, StoredCommit stored) {
    if (!stored.repository().equals(store.canonical(origin))) {
      take(origin, stored);
      store.putCommit(origin, store.canonical(origin), stored.observed());
      send(origin, stored.observed());
    } else if (stored.observed().getChangedPaths() != null) {
      send(origin, stored.observed());
    }
  }

  /** Takes it away from where it does not belong any more. */
  private void take(RepositoryKey origin, @Nullable StoredCommit known) {
    if (known != null && !known.repository().equals(store.canonical(origin))) {
      output.commit(
          ResolvedCommit.newBuilder()
              .setRepository(known.repository())
              .setSha(known.observed().getSha())
              .setOrigin(Resolution.name(origin))
              .setPresent(false)
              .build());
    }
  }

  private void send(RepositoryKey origin, CommitObserved observed) {
    List<String> reverts = observed.getReverts();
    output.commit(
        new ResolvedCommit(
            store.canonical(origin),
            observed.getSha(),
            Resolution.name(origin),
            true,
            observed.getParents(),
            CommitObservations.milliseconds(observed.getAuthoredAt()),
            CommitObservations.milliseconds(observed.getCommittedAt()),
            store.owners(origin).touchedBy(observed.getChangedPaths()),
            reverts.isEmpty() ? reverts : reverts.stream().filter(ObjectIds::isFull).toList(),
            CommitObservations.milliseconds(observed.getFirstMergedCommitAt()),
            !reverts.isEmpty() || Boolean.TRUE.equals(observed.getRevert()),
            Boolean.TRUE.equals(observed.getHotfix())));
  }
}
