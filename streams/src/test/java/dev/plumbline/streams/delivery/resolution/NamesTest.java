package dev.plumbline.streams.delivery.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.delivery.MappedService;
import dev.plumbline.delivery.NameClaim;
import dev.plumbline.delivery.Renaming;
import dev.plumbline.delivery.RepositoryMapping;
import dev.plumbline.event.RepositoryKey;
import dev.plumbline.streams.state.InMemoryOrderedStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NamesTest {

  private static final List<MappedService> CART = List.of(new MappedService("cart", List.of()));

  /** What each name stands for, by the last word. */
  private final Map<String, RepositoryMapping> told = new HashMap<>();

  private final Names names = new Names(new InMemoryOrderedStore(), this::note);

  private void note(RepositoryKey name, RepositoryMapping mapping) {
    String key = name.getSource() + ":" + name.getRepository();
    if (mapping.getPresent()) {
      told.put(key, mapping);
    } else {
      told.remove(key);
    }
  }

  @Test
  void shouldObeyFirstOfTwoClaims() {
    names.apply(claim("a", "store", true));
    names.apply(claim("a", "shop", true));
    assertThat(repositoryOf("a")).isEqualTo("shop");

    names.apply(claim("a", "shop", false));
    assertThat(repositoryOf("a")).isEqualTo("store");

    names.apply(claim("a", "store", false));
    assertThat(told).isEmpty();
  }

  @Test
  void shouldStandForWhatNextNameStandsFor() {
    names.apply(renaming("a", "b", 1));
    names.apply(renaming("b", "c", 2));
    assertThat(repositoryOf("a")).isEqualTo("c");
    assertThat(repositoryOf("b")).isEqualTo("c");
    assertThat(told).doesNotContainKey("github:c");

    names.apply(claim("c", "shop", true));
    assertThat(told)
        .hasSize(3)
        .allSatisfy(
            (name, mapping) ->
                assertThat(mapping).isEqualTo(new RepositoryMapping("shop", true, CART)));

    names.apply(claim("c", "shop", false));
    assertThat(repositoryOf("a")).isEqualTo("c");
  }

  @Test
  void shouldPreferClaimToRenaming() {
    names.apply(claim("a", "old", true));
    names.apply(renaming("a", "b", 1));
    names.apply(claim("b", "new", true));
    assertThat(repositoryOf("a")).isEqualTo("old");

    names.apply(claim("a", "old", false));
    assertThat(repositoryOf("a")).isEqualTo("new");
  }

  @Test
  void shouldStandForItselfWhenRepositoryCameBack() {
    names.apply(renaming("b", "a", 2));
    assertThat(repositoryOf("b")).isEqualTo("a");
    names.apply(renaming("a", "b", 1));
    assertThat(told).containsOnlyKeys("github:b");
    assertThat(repositoryOf("b")).isEqualTo("a");

    // When it went away once more, and an old word of the first time comes again
    names.apply(renaming("a", "b", 3));
    names.apply(renaming("a", "b", 1));
    assertThat(told).containsOnlyKeys("github:a");
    assertThat(repositoryOf("a")).isEqualTo("b");
  }

  @Test
  void shouldAgreeOnOneNameInCircleOfOneInstant() {
    names.apply(renaming("c", "a", 5));
    names.apply(renaming("b", "c", 5));
    names.apply(renaming("a", "b", 5));
    names.apply(renaming("d", "b", 4));
    assertThat(told).containsOnlyKeys("github:b", "github:c", "github:d");
    assertThat(told.values()).allMatch(mapping -> mapping.getRepository().equals("a"));
  }

  @Test
  void shouldKeepSourcesApart() {
    names.apply(renaming("a", "b", 1));
    names.apply(new NameClaim("gitlab", "b", "shop", true, CART));
    assertThat(repositoryOf("a")).isEqualTo("b");
    names.apply(renaming("a", "a", 9));
    assertThat(repositoryOf("a")).isEqualTo("b");
  }

  @Test
  void shouldTellTheSameInAnyOrder() {
    for (long seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      List<Object> words = new ArrayList<>();
      for (int i = 1 + random.nextInt(7); i > 0; i--) {
        words.add(renaming(name(random), name(random), random.nextInt(5)));
      }
      for (int i = random.nextInt(3); i > 0; i--) {
        words.add(claim(name(random), "repository-" + i, true));
      }
      Map<String, RepositoryMapping> expected = told(words);
      Collections.shuffle(words, random);
      words.addAll(words.subList(0, words.size() / 2));
      assertThat(told(words)).as("seed %d: %s", seed, words).isEqualTo(expected);
    }
  }

  private static Map<String, RepositoryMapping> told(List<Object> words) {
    NamesTest test = new NamesTest();
    for (Object word : words) {
      if (word instanceof Renaming renaming) {
        test.names.apply(renaming);
      } else {
        test.names.apply((NameClaim) word);
      }
    }
    return test.told;
  }

  private static String name(Random random) {
    return String.valueOf((char) ('a' + random.nextInt(4)));
  }

  private static Renaming renaming(String before, String after, long version) {
    return new Renaming("github", before, after, version);
  }

  private static NameClaim claim(String name, String repository, boolean isPresent) {
    return new NameClaim("github", name, repository, isPresent, isPresent ? CART : List.of());
  }

  private String repositoryOf(String name) {
    return told.get("github:" + name).getRepository();
  }
}
