package dev.plumbline.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.plumbline.ingest.organisation.OrganisationFile;
import dev.plumbline.ingest.organisation.OrganisationFileReader;
import dev.plumbline.standalone.Plumbline;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConfigCommandsTest {

  private static final String HEAD = "schema: idp-impact/v1\norganisation: {id: acme}\n";
  private static final String GROUP = "kind: Group\nmetadata: {name: shop}\nspec: {type: team}\n";
  private static final String RESULT = "{\"result\":{\"organisation\":\"acme\"}}\n";

  @TempDir Path folder;

  private final FakeInstance remote = new FakeInstance();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("plumbline.yaml");
  }

  @AfterEach
  void close() {
    remote.close();
  }

  @Test
  void shouldFindTheDocumentedExampleValid() throws Exception {
    String page = Files.readString(Path.of("../docs/configuration.md"));
    int start = page.indexOf("```yaml\n") + "```yaml\n".length();
    Files.writeString(file, page.substring(start, page.indexOf("```", start)));

    assertThat(run("config", "check", file.toString())).as(err.toString()).isZero();
    assertThat(out.toString().strip())
        .isEqualTo(file + " is valid: 4 teams, 11 people, 3 services, 0 notes.");
  }

  @Test
  void shouldPrintAllErrorsWithTheirLines() throws Exception {
    Files.writeString(file, HEAD + "teems: []\nteams: [{id: a, kind: xyz}]\n");

    assertThat(run("config", "check", file.toString())).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly(
            file + ":3: unknown key \"teems\" in the file, did you mean \"teams\"?",
            file
                + ":4: expected one of stream, platform, ops, enabling as \"kind\" of a team, got"
                + " \"xyz\"");
    assertThat(out.toString().strip()).isEqualTo(file + " is not valid: 2 errors.");
  }

  @Test
  void shouldPrintJson() throws Exception {
    Files.writeString(
        file, HEAD + "teams: [{id: a, members: [x]}]\npeople: [{id: x}]\ncolour: red\n");
    assertThat(run("config", "check", file.toString(), "--json")).isEqualTo(1);
    JsonNode wrong = new ObjectMapper().readTree(out.toString());
    out.getBuffer().setLength(0);
    Files.writeString(file, HEAD + "teams: [{id: a, members: [x]}]\npeople: [{id: x}]\n");
    assertThat(run("config", "check", file.toString(), "--json")).isZero();
    JsonNode right = new ObjectMapper().readTree(out.toString());

    assertThat(wrong.path("valid").asBoolean()).isFalse();
    assertThat(wrong.at("/errors/0/line").asInt()).isEqualTo(5);
    assertThat(wrong.at("/errors/0/message").asText())
        .isEqualTo("unknown key \"colour\" in the file");
    assertThat(right.path("valid").asBoolean()).isTrue();
    assertThat(right.path("errors")).isEmpty();
    assertThat(right.at("/notes/0/line").asInt()).isEqualTo(3);
    assertThat(right.at("/notes/0/message").asText()).contains("fewer than 5");
  }

  @Test
  void shouldSayThatThereIsNoFile() {
    assertThat(run("config", "check", file.toString())).isEqualTo(2);
    assertThat(err.toString().strip()).isEqualTo("There is no file " + file + ".");
  }

  @Test
  void shouldCheckCatalogFiles() throws Exception {
    Files.writeString(file, HEAD + "people: [{id: x, teams: [{team: shop}]}]\n");
    Path catalog = Files.writeString(folder.resolve("catalog.yaml"), GROUP);

    assertThat(run("config", "check", file.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("there is no team \"shop\"");
    assertThat(run("config", "check", file.toString(), "--catalog", catalog.toString())).isZero();

    assertThat(run("config", "check", file.toString(), "--catalog", catalog + "x")).isEqualTo(1);
    assertThat(err.toString()).contains("The catalog: there is no file " + catalog + "x");
  }

  @Test
  void shouldAskCatalogPageByPage() throws Exception {
    Files.writeString(file, HEAD + "people: [{id: x, teams: [{team: b}]}]\n");
    Path token = Files.writeString(folder.resolve("token"), "secret\n");
    String path = "/api/catalog/entities/by-query";
    remote.answer(path, 200, page("a", "{\"nextCursor\":\"n+1\",\"prevCursor\":\"p\"}"));
    remote.answer(path, 200, page("b", "{}"));

    int exitCode =
        run(
            "config",
            "check",
            file.toString(),
            "--catalog-url",
            address(),
            "--catalog-token-file",
            token.toString());

    assertThat(exitCode).as(err.toString()).isZero();
    assertThat(remote.authorizations()).containsExactly("Bearer secret", "Bearer secret");
    assertThat(remote.requests()).hasSize(2);
    assertThat(remote.requests().get(0)).contains("filter=kind%3Dcomponent", "limit=500");
    assertThat(remote.requests().get(1)).endsWith("&cursor=n%2B1").doesNotContain("filter=");
    assertThat(out.toString()).contains("Catalog: 2 teams came from it");
  }

  @Test
  @DisplayName("B8: collectors go to no address that an answer names")
  void shouldFollowNoRedirect() throws Exception {
    Files.writeString(file, HEAD);
    Path token = Files.writeString(folder.resolve("token"), "secret\n");
    HttpServer redirecting = redirectingTo(address());
    String url = "http://127.0.0.1:" + redirecting.getAddress().getPort();
    try {
      assertThat(
              run(
                  "config",
                  "check",
                  file.toString(),
                  "--catalog-url",
                  url,
                  "--catalog-token-file",
                  token.toString()))
          .isEqualTo(1);
    } finally {
      redirecting.stop(0);
    }
    assertThat(err.toString()).contains("got 302; redirects are not followed");
    assertThat(remote.requests()).isEmpty();
  }

  private static HttpServer redirectingTo(String address) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Location", address + exchange.getRequestURI());
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  void shouldSendCatalogsInOneBundle() throws Exception {
    Files.writeString(
        file, HEAD + "catalog: {backstage: [c.yaml], codeowners: [acme/shop/CODEOWNERS]}\n");
    Files.writeString(folder.resolve("c.yaml"), GROUP);
    Path checkout = Files.createDirectories(folder.resolve("acme/shop"));
    Files.writeString(checkout.resolve("CODEOWNERS"), "* @acme/shop\n");
    remote.answer("/collections/organisation-bundle", 200, RESULT);

    assertThat(collect()).as(err.toString()).isZero();

    String request = remote.requests().get(0);
    JsonNode body = new ObjectMapper().readTree(request.substring(request.indexOf('{')));
    assertThat(request).startsWith("POST +1 /collections/organisation-bundle ");
    assertThat(body.path("file").asText()).startsWith(HEAD);
    assertThat(body.at("/catalogs/0/name").asText()).isEqualTo("c.yaml");
    assertThat(body.at("/catalogs/0/text").asText()).isEqualTo(GROUP);
    assertThat(body.at("/codeowners/0/repository").asText()).isEqualTo("acme/shop");
  }

  @Test
  void shouldSendTheFileAloneWithoutCatalogs() throws Exception {
    Files.writeString(file, HEAD);
    remote.answer("/collections/organisation", 200, RESULT);

    assertThat(collect()).as(err.toString()).isZero();
    assertThat(remote.requests().get(0))
        .isEqualTo(("POST +1 /collections/organisation " + HEAD).strip());
  }

  @Test
  void shouldNotSendWhenCatalogIsMissing() throws Exception {
    Files.writeString(file, HEAD + "catalog: {backstage: [c.yaml]}\n");

    assertThat(collect()).isEqualTo(1);
    assertThat(err.toString()).contains("line 3: there is no file " + folder.resolve("c.yaml"));
    assertThat(remote.requests()).isEmpty();
  }

  @Test
  void shouldWriteFirstFileOnce() throws Exception {
    assertThat(run("config", "init", file.toString())).as(err.toString()).isZero();
    String written = Files.readString(file);
    assertThat(run("config", "check", file.toString())).as(err.toString()).isZero();

    assertThat(written).startsWith("# yaml-language-server: $schema=").contains("#incidents:");
    assertThat(run("config", "init", file.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("There is a file " + file + " already");
    assertThat(Files.readString(file)).isEqualTo(written);
  }

  @Test
  void shouldBeValidWithEverythingTurnedOn() throws Exception {
    run("config", "init", file.toString());
    String on = Pattern.compile("(?m)^#(?! \\S|$)").matcher(Files.readString(file)).replaceAll("");
    assertThat(on).contains("\nincidents:\n", "\nprogramme:\n", "\ncatalog:\n");

    OrganisationFile read = OrganisationFileReader.read(on.getBytes(StandardCharsets.UTF_8));

    assertThat(read.settings().getHotfixTitles()).containsExactly("\\bhotfix\\b");
  }

  @Test
  void shouldWriteWhatGithubKnows() throws Exception {
    String orgs = "/orgs/acme/";
    remote.answer(
        orgs + "repos",
        200,
        "[{\"full_name\":\"acme/shop\",\"archived\":false},{\"full_name\":\"acme/old\","
            + "\"archived\":true},{\"full_name\":\"acme/both\"},{\"full_name\":\"acme/none\"}]");
    remote.answer(
        orgs + "teams",
        200,
        "[{\"slug\":\"shop\",\"parent\":{\"slug\":\"dev\"}},{\"slug\":\"dev\",\"parent\":null}]");
    remote.answer(
        orgs + "teams/shop/members",
        200,
        "[{\"login\":\"anna-k\",\"id\":4711,\"type\":\"User\"},"
            + "{\"login\":\"ci\",\"id\":5,\"type\":\"Bot\"}]");
    remote.answer(
        orgs + "teams/dev/members", 200, "[{\"login\":\"anna-k\",\"id\":4711,\"type\":\"User\"}]");
    remote.answer(
        orgs + "teams/shop/repos",
        200,
        "[" + repository("shop", "admin") + "," + repository("both", "push") + "]");
    remote.answer(
        orgs + "teams/dev/repos",
        200,
        "["
            + repository("shop", "push")
            + ","
            + repository("both", "push")
            + ","
            + repository("old", "admin")
            + "]");
    Path token = Files.writeString(folder.resolve("token"), "secret\n");

    int exitCode =
        run(
            "config",
            "init",
            file.toString(),
            "--from-github-organisation",
            "acme",
            "--github-url",
            address() + "/",
            "--token-file",
            token.toString());

    assertThat(exitCode).as(err.toString()).isZero();
    assertThat(Files.readString(file))
        .contains(
            """
            teams:
              - id: shop
                aliases: ["github:acme/shop"]
                parent: dev
                members: [anna-k]
                owns: {repos: [acme/shop]}
              - id: dev
                aliases: ["github:acme/dev"]
                members: [anna-k]

            people:
              - {id: anna-k, logins: {github: anna-k}, ids: {github: "4711"}}

            # Nobody owns these yet; add each to "owns" of its team:
            # acme/both: shop, dev may all change it as much
            # acme/none: no team may change it
            repositories:
              - {id: acme/both}
              - {id: acme/none}
              - {id: acme/shop}
            """);
    assertThat(run("config", "check", file.toString())).as(err.toString()).isZero();
    assertThat(remote.requests()).allMatch(request -> request.contains("?per_page=100&page=1"));
    assertThat(remote.authorizations()).containsOnly("Bearer secret");
  }

  @Test
  void shouldWriteWhatBackstageKnows() throws Exception {
    Path catalog =
        Files.writeString(
            folder.resolve("catalog.yaml"),
            GROUP
                + """
                ---
                kind: Component
                metadata: {name: checkout, annotations: {github.com/project-slug: acme/shop}}
                spec: {type: service, owner: shop}
                """);

    assertThat(run("config", "init", file.toString(), "--from-backstage", catalog.toString()))
        .as(err.toString())
        .isZero();

    assertThat(Files.readString(file))
        .contains(
            """
            teams:
              - id: shop
                owns: {services: [checkout]}

            services:
              - {id: checkout, repository: acme/shop}
            """);
    assertThat(run("config", "check", file.toString())).as(err.toString()).isZero();
  }

  @Test
  void shouldWriteNothingFromTwoSources() {
    int exitCode =
        run(
            "config",
            "init",
            file.toString(),
            "--from-backstage",
            "x",
            "--from-github-organisation",
            "acme");

    assertThat(exitCode).isEqualTo(2);
    assertThat(file).doesNotExist();
  }

  @Test
  void shouldNotStartOnAnOrganisationFileThatIsNotThere() {
    int exitCode =
        run("up", "--data", folder.toString(), "--organisation", folder.resolve("x").toString());

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString()).contains("There is no file " + folder.resolve("x"));
  }

  private int collect() {
    return run(
        "collect",
        "organisation",
        file.toString(),
        "--no-wait",
        "--port",
        String.valueOf(remote.port()));
  }

  private String address() {
    return "http://127.0.0.1:" + remote.port();
  }

  private static String page(String team, String pageInfo) {
    return "{\"items\":[{\"kind\":\"Group\",\"metadata\":{\"name\":\"%s\"}}],\"pageInfo\":%s}"
        .formatted(team, pageInfo);
  }

  private static String repository(String name, String right) {
    boolean isAdmin = right.equals("admin");
    return "{\"full_name\":\"acme/%s\",\"permissions\":{\"admin\":%s,\"maintain\":%s,\"push\":true}}"
        .formatted(name, isAdmin, isAdmin);
  }

  private int run(String... arguments) {
    CommandLine line = Plumbline.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(List.of(arguments).toArray(String[]::new));
  }
}
