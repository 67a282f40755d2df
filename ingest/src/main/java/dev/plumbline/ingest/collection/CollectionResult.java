package dev.plumbline.ingest.collection;

/**
 * What a collection did.
 *
 * @param commits commits sent
 * @param deployments deployments sent because they are new or changed
 * @param withdrawn deployments sent because they are gone
 * @param skippedTags tags that match but lead to no commit
 * @param knownCommits commits that were there already
 */
public record CollectionResult(
    long commits, long deployments, long withdrawn, long skippedTags, long knownCommits) {}
