package dev.plumbline.ingest.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plumbline.ingest.organisation.OrganisationFile.Owned;
import dev.plumbline.ingest.organisation.OrganisationFile.ServiceEntry;
import dev.plumbline.ingest.organisation.OrganisationFile.TeamEntry;
import dev.plumbline.ingest.organisation.catalog.CatalogDocument;
import dev.plumbline.ingest.organisation.catalog.CodeownersDocument;
import dev.plumbline.organisation.Ownership;
import dev.plumbline.organisation.TeamKind;
import dev.plumbline.validation.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogMergeTest {

  private static final String HEAD = "schema: idp-impact/v1\norganisation: {id: acme}\n";

  private static final String CATALOG =
      """
      apiVersion: backstage.io/v1alpha1
      kind: Component
      metadata:
        name: checkout
        annotations:
          backstage.io/source-location: url:https://github.com/acme/shop/tree/main/checkout/
      spec: {type: service, lifecycle: production, owner: group:default/shop, system: store}
      ---
      apiVersion: backstage.io/v1alpha1
      kind: Component
      metadata:
        name: search
        annotations: {github.com/project-slug: acme/search}
      spec: {type: website, system: store}
      ---
      kind: Component
      metadata: {name: lib}
      spec: {type: library, owner: shop}
      ---
      kind: Component
      metadata: {name: lost}
      spec: {type: service, owner: user:guest}
      ---
      kind: System
      metadata: {name: store}
      spec: {owner: find}
      ---
      kind: Group
      metadata: {name: shop, annotations: {github.com/team-slug: acme/shop-devs}}
      spec: {type: team, parent: company, children: [], members: [anna]}
      ---
      kind: Group
      metadata: {name: base}
      spec: {type: platform, children: []}
      ---
      kind: User
      metadata: {name: anna, annotations: {github.com/user-login: anna-k}}
      spec: {profile: {email: anna@acme.example}, memberOf: [shop]}
      ---
      kind: User
      metadata: {name: bo}
      spec: {memberOf: [group:default/shop]}
      ---
      kind: API
      metadata: {name: orders}
      spec: {owner: shop, definition: "openapi"}
      """;

  @Test
  void shouldTakeServicesTeamsAndPeopleFromBackstage() {
    OrganisationFile file = read(HEAD, CATALOG);

    assertThat(file.services())
        .containsExactly(
            new ServiceEntry(0, "checkout", "acme/shop", Set.of("production"), List.of("checkout")),
            new ServiceEntry(0, "search", "acme/search", Set.of("production"), List.of()));
    assertThat(file.teams().stream().map(TeamEntry::id)).containsExactly("shop", "base", "find");
    TeamEntry shop = file.teams().get(0);
    assertThat(shop.parent()).isEqualTo("company");
    assertThat(shop.aliases()).containsExactly("github:acme/shop-devs");
    assertThat(shop.members().stream().map(Owned::name)).containsExactly("anna", "bo");
    assertThat(file.teams().get(1).kind()).isEqualTo(TeamKind.PLATFORM);
    assertThat(file.people().get(0).logins())
        .isEqualTo(Map.of("git", List.of("anna@acme.example"), "github", List.of("anna-k")));
    assertThat(owners(file))
        .isEqualTo(Map.of("checkout", List.of(owner("shop")), "search", List.of(owner("find"))));
  }

  @Test
  void shouldTellWhatCameFromWhereAndWhatWasIgnored() {
    assertThat(read(HEAD + "teams: [{id: shop}]\n", CATALOG).notes())
        .containsExactly(
            "line 3: the team \"shop\" has 2 people, fewer than 5: its figures about people will"
                + " not be shown",
            "Catalog: 1 teams came from it, 1 are in the file already",
            "Catalog: 2 people came from it",
            "catalog-info.yaml line 9: the team \"find\" is known as an owner only",
            "catalog-info.yaml line 20: the owner \"user:guest\" of \"lost\" is no group and stays"
                + " aside",
            "catalog-info.yaml line 20: ignored \"lost\": no repository of the component is known;"
                + " annotate backstage.io/source-location or github.com/project-slug",
            "Catalog: 2 services came from it",
            "Catalog: not used: 1 of kind api, 1 components of type library",
            "Catalog: people with a login at github and no number under ids, by which alone"
                + " GitHub's accounts are recognised: 1; https://api.github.com/users/LOGIN tells"
                + " it as \"id\"");
  }

  @Test
  void shouldLetTheFileWin() {
    OrganisationFile file =
        read(
            HEAD
                + """
                teams:
                  - {id: shop, kind: ops, members: [cy]}
                  - {id: own, owns: {repos: ["acme/sear*"]}}
                services: [{id: checkout, repository: acme/till, environments: [live]}]
                people: [{id: anna}, {id: cy}]
                """,
            CATALOG);

    assertThat(file.teams().get(0).kind()).isEqualTo(TeamKind.OPS);
    assertThat(file.teams().get(0).members().stream().map(Owned::name)).containsExactly("cy");
    assertThat(file.services().get(0).repository()).isEqualTo("acme/till");
    assertThat(file.people().get(0).logins()).isEmpty();
    assertThat(owners(file))
        .isEqualTo(Map.of("checkout", List.of(owner("shop")), "search", List.of(owner("own"))));
  }

  @Test
  void shouldReadAnswersOfTheCatalogApi() {
    OrganisationFile file =
        read(
            HEAD,
            """
            {"items":[{"kind":"Group","metadata":{"name":"shop","namespace":"default"},\
            "spec":{"type":"team","profile":{"displayName":"Shop"},"children":[]}},
            {"kind":"Component","metadata":{"name":"checkout","annotations":\
            {"backstage.io/source-location":"url:https://github.com/acme/shop/"}},\
            "spec":{"type":"service","owner":"shop"}}],"totalItems":2,"pageInfo":{}}
            """);

    assertThat(owners(file)).isEqualTo(Map.of("checkout", List.of(owner("shop"))));
  }

  @Test
  void shouldNameTheCatalogFileThatIsWrong() {
    InvalidInputException problem =
        catchThrowableOfType(
            InvalidInputException.class,
            () -> read(HEAD + "teams: [{id: x, kind: y}]\n", "kind: Component\nmetadata: {}\n"));

    assertThat(problem.problems())
        .containsExactly(
            "line 3: expected one of stream, platform, ops, enabling as \"kind\" of a team, got"
                + " \"y\"",
            "catalog-info.yaml line 1: expected an entity with kind and metadata.name, got keys and"
                + " values");
  }

  @Test
  void shouldLetCodeownersOwnWhatNobodyElseOwns() {
    OrganisationFile file =
        OrganisationFileReader.read(
            new OrganisationBundle(
                bytes(
                    HEAD
                        + """
                        teams:
                          - {id: shop, aliases: ["github:acme/shop-devs"]}
                          - {id: find}
                          - {id: own, owns: {services: [basket]}}
                        services:
                          - {id: checkout, repository: acme/mono, paths: [checkout]}
                          - {id: search, repository: acme/mono, paths: [search]}
                          - {id: basket, repository: acme/mono, paths: [checkout]}
                          - {id: all, repository: acme/mono}
                          - {id: other, repository: acme/mono, paths: [docs]}
                        """),
                List.of(),
                List.of(
                    new CodeownersDocument(
                        "acme/mono",
                        "mono/CODEOWNERS",
                        """
                        * @anna @acme/find
                        /checkout/ @acme/shop-devs
                        /docs/ @acme/strangers
                        """)),
                List.of()));

    assertThat(owners(file))
        .isEqualTo(
            Map.of(
                "checkout", List.of(owner("shop")),
                "search", List.of(owner("find")),
                "basket", List.of(owner("own")),
                "all", List.of(owner("find")),
                "other", List.of()));
    assertThat(file.notes()).containsExactly("The service \"other\" is nobody's");
  }

  @Test
  void shouldNoteCatalogThatDidNotComeWithTheFile() {
    OrganisationFile file =
        OrganisationFileReader.read(
            bytes(HEAD + "catalog: {backstage: [c.yaml], codeowners: [a/b/CODEOWNERS]}\n"));

    assertThat(file.notes())
        .containsExactly(
            "line 3: the catalog's files did not come with it",
            "line 3: no CODEOWNERS file came with it");
  }

  @Test
  void shouldSurviveTheWayAsJson() {
    OrganisationBundle bundle =
        new OrganisationBundle(
            bytes(HEAD),
            List.of(new CatalogDocument("c", "ü")),
            List.of(new CodeownersDocument("a/b", "n", "* @x/y")),
            List.of());

    OrganisationBundle read = BundleJson.read(BundleJson.write(bundle));

    assertThat(read.file()).isEqualTo(bundle.file());
    assertThat(read.catalogs()).isEqualTo(bundle.catalogs());
    assertThat(read.codeowners()).isEqualTo(bundle.codeowners());
    for (String wrong : List.of("", "{}", "null", "[]", "{\"file\":\"\",\"catalogs\":[null]}")) {
      assertThat(
              catchThrowableOfType(
                  InvalidInputException.class, () -> BundleJson.read(bytes(wrong))))
          .as(wrong)
          .isNotNull();
    }
  }

  private static Map<String, List<Ownership>> owners(OrganisationFile file) {
    return new ServiceOwners(file).ofDescribed();
  }

  private static Ownership owner(String team) {
    return new Ownership(team, null, null);
  }

  private static OrganisationFile read(String text, String catalog) {
    return OrganisationFileReader.read(
        new OrganisationBundle(
            bytes(text),
            List.of(new CatalogDocument("catalog-info.yaml", catalog)),
            List.of(),
            List.of()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
