package dev.plumbline.ingest.collection;

/**
 * A repository as a source names it.
 *
 * @param source source instance, for instance "github"
 * @param name for instance "owner/name"
 */
public record NativeRepository(String source, String name) {}
