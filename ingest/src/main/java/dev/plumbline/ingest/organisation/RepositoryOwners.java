package dev.plumbline.ingest.organisation;

import dev.plumbline.ingest.organisation.OrganisationFile.Owned;
import dev.plumbline.ingest.organisation.OrganisationFile.TeamEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who owns a repository. Where any team names it in full, patterns do not speak of it; of two
 * patterns for the same days, the one with more letters does.
 */
final class RepositoryOwners {

  /** A team's claim to the repositories that a name or pattern stands for. */
  record Claim(String team, Owned owned, Pattern pattern) {

    boolean isPattern() {
      return owned.name().contains("*");
    }

    private long letters() {
      return owned.name().chars().filter(letter -> letter != '*').count();
    }
  }

  private static final Comparator<Claim> BY_WEIGHT =
      Comparator.comparingLong(Claim::letters)
          .reversed()
          .thenComparing(claim -> claim.owned().name())
          .thenComparing(Claim::team);

  private final List<Claim> claims;

  RepositoryOwners(List<TeamEntry> teams) {
    this.claims =
        teams.stream()
            .flatMap(team -> team.repositories().stream().map(owned -> claim(team, owned)))
            .toList();
  }

  private static Claim claim(TeamEntry team, Owned owned) {
    String regex =
        Arrays.stream(owned.name().split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining("[^/]*"));
    return new Claim(team.id(), owned, Pattern.compile(regex));
  }

  /** The claims that hold: none of them speaks of the same day as another. */
  List<Claim> of(String repository) {
    List<Claim> kept = new ArrayList<>();
    for (Claim claim : all(repository)) {
      if (kept.stream().noneMatch(other -> other.owned().overlaps(claim.owned()))) {
        kept.add(claim);
      }
    }
    return kept;
  }

  /** All claims to the repository, the weightiest first. */
  List<Claim> all(String repository) {
    List<Claim> matching =
        claims.stream()
            .filter(claim -> claim.pattern().matcher(repository).matches())
            .sorted(BY_WEIGHT)
            .toList();
    List<Claim> inFull = matching.stream().filter(claim -> !claim.isPattern()).toList();
    return inFull.isEmpty() ? matching : inFull;
  }
}
