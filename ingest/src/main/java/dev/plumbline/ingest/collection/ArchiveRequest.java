package dev.plumbline.ingest.collection;

import java.nio.file.Path;

/**
 * An archive to collect.
 *
 * @param file absolute path
 * @param source source instance under which its repositories are known
 */
public record ArchiveRequest(Path file, String source) {}
