package dev.plumbline.history;

import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.event.RepositoryObserved;
import dev.plumbline.oracle.delivery.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;

/**
 * A random history of one or two repositories with everything that is said of them: commits, pull
 * requests, deployments, renamings, incidents, tickets, and an organisation that first says
 * something else. Observations are partial, contradict each other's age, or tie.
 */
public final class DeliveryHistory {

  private final Dice dice;
  private final Organisation organisation;
  private final List<Message> events = new ArrayList<>();

  /** The same history for the same seed. */
  public DeliveryHistory(long seed) {
    this(seed, "");
  }

  /**
   * The same history under other names.
   *
   * @param prefix of the names of repositories, services and incidents
   */
  public DeliveryHistory(long seed, String prefix) {
    dice = new Dice(seed, prefix);
    List<Names> repositories = new ArrayList<>();
    for (int i = dice.once(3) ? 2 : 1; i > 0; i--) {
      repositories.add(new Names(dice.named("acme/r" + i)));
    }
    organisation = new Organisation(dice, repositories);
    List<DeploymentObserved> deployments = new ArrayList<>();
    List<String> shas = new ArrayList<>();
    for (Names names : repositories) {
      CommitHistory commits = new CommitHistory(dice, names);
      DeploymentHistory deployed = new DeploymentHistory(dice, names, commits.shas());
      PullRequestHistory opened = new PullRequestHistory(dice, names, commits.shas());
      add(commits.observed());
      add(deployed.observed());
      add(opened.pullRequests());
      add(opened.reviews());
      add(renamings(names));
      shas.addAll(commits.shas());
      deployments.addAll(deployed.observed());
    }
    IncidentHistory incidents = new IncidentHistory(dice, deployments, shas);
    add(incidents.incidents());
    add(incidents.tickets());
  }

  private void add(List<? extends SpecificRecord> observed) {
    observed.forEach(one -> events.add(Message.of(one)));
  }

  private List<RepositoryObserved> renamings(Names names) {
    List<RepositoryObserved> renamings = new ArrayList<>();
    if (!dice.once(3)) {
      renamings.add(renaming(names.before(), names.now()));
    }
    if (!dice.once(3)) {
      renamings.add(renaming(names.longBefore(), dice.any(names.before(), names.now())));
    }
    if (dice.once(6)) {
      renamings.add(renaming(names.now(), dice.any(names.before(), names.longBefore())));
    }
    return renamings;
  }

  private RepositoryObserved renaming(String from, String to) {
    return RepositoryObserved.newBuilder()
        .setSource("github")
        .setRepository(to)
        .setRenamedFrom(from)
        .setVersion(1 + dice.below(3))
        .build();
  }

  /** Each event once; the organisation's earlier words come first, its last ones at the end. */
  public List<Message> inOrder() {
    List<Message> all = new ArrayList<>(organisation.before());
    all.addAll(events);
    all.addAll(organisation.now());
    return all;
  }

  /**
   * Each event one to five times in another order; of the organisation the last word stays last.
   */
  public List<Message> shuffled(long seed) {
    Random order = new Random(seed);
    List<Message> all = new ArrayList<>();
    for (Message event : events) {
      int copies = order.nextInt(3) == 0 ? 1 + order.nextInt(5) : 1;
      all.addAll(Collections.nCopies(copies, event));
    }
    all.addAll(organisation.now());
    Collections.shuffle(all, order);
    for (Message earlier : organisation.before()) {
      int last = 0;
      while (!isWordOn(earlier, all.get(last))) {
        last++;
      }
      all.add(order.nextInt(last + 1), earlier);
    }
    return all;
  }

  private static boolean isWordOn(Message earlier, Message other) {
    return other.topic().equals(earlier.topic()) && other.key().equals(earlier.key());
  }
}
