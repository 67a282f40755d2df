package dev.plumbline.dashboards.page;

import static dev.plumbline.dashboards.markup.Element.element;

import dev.plumbline.dashboards.markup.Element;
import dev.plumbline.dashboards.markup.Markup;

/** What an instance without any figure says: how to get some. */
final class StartPage {

  private StartPage() {}

  static String write() {
    return Layout.page(
        "Start",
        element("section", "message prose")
            .add(
                element("h1").text("Nothing is measured yet"),
                element("p")
                    .text(
                        "Plumbline runs and has no figures. They appear here by themselves, seconds"
                            + " after the first deployment or ticket is known."),
                element("h2").text("From a Git history, now"),
                element("p")
                    .text("Commits of all branches, and a deployment for each tag that matches:"),
                command(
                    "./plumbline collect git /path/to/repository \\\n"
                        + "  --repository acme/shop --service checkout \\\n"
                        + "  --deployments-from-tags 'v\\d+\\.\\d+\\.\\d+'"),
                element("h2").text("Live, by webhook"),
                element("p")
                    .add(
                        Markup.text(
                            "Ingest listens one port above this page. Give your host one of these"
                                + " addresses, with the secret from the file of the same name in"
                                + " the data folder's "),
                        element("code").text("secrets"),
                        Markup.text(":")),
                element("dl")
                    .add(
                        element("dt").text("GitHub"),
                        element("dd").add(element("code").text("POST /webhooks/github")),
                        element("dt").text("Jira"),
                        element("dd").add(element("code").text("POST /webhooks/jira"))),
                element("h2").text("Just looking"),
                element("p").text("A simulated organisation with eighteen months of history:"),
                command("./plumbline demo"),
                element("p")
                    .add(
                        Markup.text("Meanwhile: "),
                        element("a").link("/definitions").text("what is measured and how"),
                        Markup.text(", "),
                        element("a").link("/health").text("health of all parts"),
                        Markup.text(", "),
                        element("a").link("/api/v1/topics").text("what the topics hold"),
                        Markup.text("."))));
  }

  private static Element command(String text) {
    return element("pre").with("tabindex", "0").add(element("code").text(text));
  }
}
