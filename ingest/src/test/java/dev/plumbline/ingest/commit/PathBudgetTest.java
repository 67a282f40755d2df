package dev.plumbline.ingest.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PathBudgetTest {

  @Test
  void shouldKeepThousandPathsAsTheyAre() {
    List<String> paths = files("a/b/", 1_000);

    assertThat(PathBudget.fit(paths)).containsExactlyInAnyOrderElementsOf(paths);
  }

  @Test
  void shouldKeepShallowFilesWhenDeepOnesCollapse() {
    List<String> paths =
        Stream.concat(files("a/b/c/", 1_001).stream(), Stream.of("README.md", "a/x")).toList();

    assertThat(PathBudget.fit(paths)).containsExactly("README.md", "a/b/c/", "a/x");
  }

  @Test
  void shouldStandForEverythingWhenTopFolderIsTooWide() {
    assertThat(PathBudget.fit(files("", 1_001))).containsExactly("/");
  }

  @Test
  void shouldCollapseFewButLongPaths() {
    String folder = "x".repeat(1_000) + "/";

    assertThat(PathBudget.fit(files(folder, 300))).containsExactly(folder);
  }

  @Test
  void shouldDropToWhateverDepthFits() {
    List<String> paths =
        IntStream.range(0, 1_200).mapToObj(i -> "top/dir%d/file".formatted(i)).toList();

    assertThat(PathBudget.fit(paths)).containsExactly("top/");
  }

  private static List<String> files(String folder, int count) {
    return IntStream.range(0, count).mapToObj(i -> folder + "file" + i).toList();
  }
}
