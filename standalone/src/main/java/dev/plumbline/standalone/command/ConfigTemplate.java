package dev.plumbline.standalone.command;

/**
 * The words of a first organisation file. A line of prose begins with "# " and a letter; every
 * other line that begins with # is YAML to be used.
 */
final class ConfigTemplate {

  static final String HEAD =
      """
      # yaml-language-server: $schema=%s
      #
      # What the organisation says about itself; docs/configuration.md explains every key.
      # "./plumbline config check" tells what is wrong with it, "./plumbline up" follows it: a
      # change is taken over within seconds, and one that is not valid changes nothing.
      schema: idp-impact/v1
      organisation: {id: %s, timezone: UTC}

      """;

  static final String EXAMPLE =
      """
      # Teams, and what each owns. Who owns a repository owns the services built from it, unless
      # somebody owns them by name. A * stands for any characters but a slash.
      teams:
        - id: shop
          owns: {repos: ["acme/shop*"], services: [checkout]}
        - id: operations
          kind: ops                  # stream, platform, ops or enabling
          queues: [OPS]              # a project of Jira; else "github:acme/infra"

      # Where services are built and where they run.
      services:
        - {id: checkout, repository: acme/shop, environments: [production]}

      """;

  static final String SECTIONS =
      """
      # What follows is off: take the # away where you want something else than the default.

      # Environments: spellings and tenants that are one, and which type each is of. Patterns are
      # regular expressions that must match the whole name, the first that does counts.
      #environments:
      #  names: {production: "prod-(eu|us)"}
      #  types: {production: "(prod|live).*", staging: "(stg|staging).*"}

      # Which tickets are incidents, of which service, and how long after a deployment an incident
      # without a link still blames it.
      #incidents:
      #  window: 24h
      #  rules: [{kind: incident}, {source: jira, queue: OPS, label: outage}]
      #  services: [{source: pagerduty, service: PABC123, is: checkout}]

      # Changes that repair in a hurry.
      #hotfix: {branches: ["hotfix/.*"], labels: [hotfix], titles: ["\\\\bhotfix\\\\b"]}

      # Backstage and CODEOWNERS fill in what this file does not say.
      #catalog:
      #  backstage: ["catalog/**/*.yaml"]
      #  codeowners: [{repository: acme/shop, file: ../shop/.github/CODEOWNERS}]

      # The platform programme: phases, the time before it, and who adopts when.
      #programme:
      #  phases:
      #    discovery: {from: 2025-09-01, to: 2025-10-12}
      #    deployment: {from: 2025-11-10, to: 2025-12-14}
      #  baseline_window: {from: 2025-03-01, to: 2025-08-31}
      #  known_events: [{from: 2025-12-20, to: 2026-01-06, what: holiday freeze, affects: all}]

      # Groups of fewer people are not shown; 5 is the least.
      #privacy: {min_group_size: 5}
      """;

  private ConfigTemplate() {}
}
