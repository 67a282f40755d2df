package dev.plumbline.ingest.organisation;

import java.util.List;

/** Names of repositories at their sources, as "source:name". */
final class RepositoryNames {

  private static final List<String> SOURCES = List.of("git", "github");

  private RepositoryNames() {}

  /** The names that a repository has when nobody says otherwise. */
  static List<String> defaults(String repository) {
    return SOURCES.stream().map(source -> source + ":" + repository).toList();
  }

  static String source(String name) {
    return name.substring(0, name.indexOf(':'));
  }

  static String nativeName(String name) {
    return name.substring(name.indexOf(':') + 1);
  }
}
