package dev.plumbline.ingest.organisation;

import java.util.regex.Pattern;

/** What names look like, and how that is said to those who wrote another. */
final class Names {

  static final Pattern NAME = Pattern.compile("[^\\s\\p{Cntrl}@]{1,200}");
  static final String NAME_RULE = "a name of 1 to 200 characters without spaces or @";
  static final Pattern TEXT = Pattern.compile("[^\\p{Cntrl}]{1,500}");
  static final String TEXT_RULE = "a text of 1 to 500 characters";
  static final Pattern SOURCE = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  static final String SOURCE_RULE = "the id of a source, such as github";
  static final Pattern REPOSITORY =
      Pattern.compile("(?=.{3,200}$)[^\\s\\p{Cntrl}@*/:]+(/[^\\s\\p{Cntrl}@*/:]+)+");
  static final String REPOSITORY_RULE = "a repository as owner/name";
  static final Pattern REPOSITORIES =
      Pattern.compile("(?=.{3,200}$)[^\\s\\p{Cntrl}@/:]+(/[^\\s\\p{Cntrl}@/:]+)+");
  static final String REPOSITORIES_RULE = "a repository as owner/name, or several as owner/name*";
  static final Pattern ALIAS = Pattern.compile("[a-z][a-z0-9-]{0,39}:[^\\s\\p{Cntrl}@*]{1,200}");
  static final String ALIAS_RULE = "a repository at a source as github:owner/name";
  static final String TEAM_ALIAS_RULE = "a team at a source as github:owner/team";
  static final Pattern QUEUE =
      Pattern.compile("([a-z][a-z0-9-]{0,39}:)?[^\\s\\p{Cntrl}@*:]{1,200}");
  static final String QUEUE_RULE =
      "a queue as OPS, a project of Jira, or with its source as jira:OPS or github:owner/name";
  static final Pattern PATH =
      Pattern.compile("(?!/)(?!.*(^|/)\\.\\.?(/|$))(?!.*//)[^\\p{Cntrl}*]{1,500}");
  static final String PATH_RULE =
      "a directory or file of the repository without / before it and without *";

  private Names() {}
}
