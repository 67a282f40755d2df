package dev.plumbline.streams.delivery.resolution;

import dev.plumbline.delivery.ResolvedCommit;
import dev.plumbline.event.CommitObserved;
import dev.plumbline.event.RepositoryKey;
import dev.plumbline.streams.delivery.resolution.ResolutionStore.Name;
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
      Name name = store.name(origin);
      take(origin, name, known);
      store.putCommit(origin, name.repository(), merged);
      send(origin, name, merged);
    }
  }

  /** Sends it to where it belongs now, and says anew whose paths it touches. */
  void addressAgain(RepositoryKey origin, StoredCommit stored) {
    Name name = store.name(origin);
    if (!stored.repository().equals(name.repository())) {
      take(origin, name, stored);
      store.putCommit(origin, name.repository(), stored.observed());
      send(origin, name, stored.observed());
    } else if (stored.observed().getChangedPaths() != null) {
      send(origin, name, stored.observed());
    }
  }

  /** Takes it away from where it does not belong any more. */
  private void take(RepositoryKey origin, Name name, @Nullable StoredCommit known) {
    if (known != null && !known.repository().equals(name.repository())) {
      output.commit(
          ResolvedCommit.newBuilder()
              .setRepository(known.repository())
              .setSha(known.observed().getSha())
              .setOrigin(Resolution.name(origin))
              .setPresent(false)
              .build());
    }
  }

  private void send(RepositoryKey origin, Name name, CommitObserved observed) {
    List<String> reverts = observed.getReverts();
    output.commit(
        new ResolvedCommit(
            name.repository(),
            observed.getSha(),
            Resolution.name(origin),
            true,
            observed.getParents(),
            CommitObservations.milliseconds(observed.getAuthoredAt()),
            CommitObservations.milliseconds(observed.getCommittedAt()),
            name.owners().touchedBy(observed.getChangedPaths()),
            reverts.isEmpty() ? reverts : reverts.stream().filter(ObjectIds::isFull).toList(),
            CommitObservations.milliseconds(observed.getFirstMergedCommitAt()),
            !reverts.isEmpty() || Boolean.TRUE.equals(observed.getRevert()),
            Boolean.TRUE.equals(observed.getHotfix())));
  }
}
