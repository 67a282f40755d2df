package dev.plumbline.ingest.organisation.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceLocationTest {

  @ParameterizedTest
  @CsvSource({
    "url:https://github.com/acme/shop, acme/shop, ''",
    "url:https://github.com/acme/shop/, acme/shop, ''",
    "url:https://github.com/acme/shop.git, acme/shop, ''",
    "url:https://github.com/acme/shop/tree/main/, acme/shop, ''",
    "url:https://github.com/acme/shop/tree/main/services/checkout/, acme/shop, services/checkout",
    "url:https://ghe.acme.example/acme/shop/blob/main/catalog-info.yaml, acme/shop, ''",
    "url:https://github.com/acme/shop/blob/main/a/b/catalog-info.yaml, acme/shop, a/b",
    "url:https://gitlab.com/acme/web/shop/-/tree/main/api, acme/web/shop, api",
    "url:https://gitlab.com/acme/web/shop/-/blob/main/catalog-info.yaml, acme/web/shop, ''",
    "url:https://bitbucket.org/acme/shop/src/main/api/, acme/shop, api",
  })
  void shouldReadAddress(String location, String repository, String path) {
    assertThat(SourceLocation.ofAddress(location)).contains(new SourceLocation(repository, path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "dir:.", "file:/srv/x", "url:", "url:https://github.com/acme", "url: x y"})
  void shouldNotGuess(String location) {
    assertThat(SourceLocation.ofAddress(location)).isEmpty();
  }

  @Test
  void shouldTakeSlugBeforeWhereTheEntityStands() {
    Entity entity =
        Entities.read(
                new CatalogDocument(
                    "x",
                    """
                    kind: Component
                    metadata:
                      name: shop
                      annotations:
                        backstage.io/managed-by-location: url:https://github.com/acme/all/blob/main/c.yaml
                        github.com/project-slug: acme/shop
                    """))
            .get(0);

    assertThat(SourceLocation.of(entity)).contains(new SourceLocation("acme/shop", ""));
  }
}
