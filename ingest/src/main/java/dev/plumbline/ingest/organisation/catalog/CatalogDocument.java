package dev.plumbline.ingest.organisation.catalog;

/**
 * A file of Backstage's catalog, or an answer of its API.
 *
 * @param name as errors name it
 * @param text YAML, of one or several documents, or JSON
 */
public record CatalogDocument(String name, String text) {}
