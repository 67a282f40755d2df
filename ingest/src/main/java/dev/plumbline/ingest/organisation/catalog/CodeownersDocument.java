package dev.plumbline.ingest.organisation.catalog;

/**
 * A CODEOWNERS file.
 *
 * @param repository the repository that it stands in, as owner/name
 * @param name as notes name it
 */
public record CodeownersDocument(String repository, String name, String text) {}
