package dev.plumbline.standalone;

/**
 * Where the three parts below the services are, embedded or not.
 *
 * @param kafka host and port
 * @param registry URL of Confluent's API
 * @param postgres JDBC URL, with name and password
 */
public record Addresses(String kafka, String registry, String postgres) {

  @Override
  public String toString() {
    return "Addresses[kafka=%s, registry=%s, postgres=***]".formatted(kafka, registry);
  }
}
