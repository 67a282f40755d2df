package dev.plumbline.oracle.delivery;

import dev.plumbline.event.CommitObserved;
import dev.plumbline.event.DeploymentObserved;
import dev.plumbline.event.IncidentKey;
import dev.plumbline.event.IncidentObserved;
import dev.plumbline.event.PullRequestObserved;
import dev.plumbline.event.RepositoryKey;
import dev.plumbline.event.RepositoryObserved;
import dev.plumbline.event.ReviewObserved;
import dev.plumbline.event.TicketKey;
import dev.plumbline.event.TicketObserved;
import dev.plumbline.organisation.CanonicalRepository;
import dev.plumbline.organisation.Repository;
import dev.plumbline.organisation.Service;
import dev.plumbline.organisation.ServiceKey;
import dev.plumbline.organisation.Settings;
import dev.plumbline.organisation.SettingsKey;
import dev.plumbline.topic.Topic;
import dev.plumbline.topic.Topics;
import org.apache.avro.specific.SpecificRecord;

/**
 * An event, or a word of the organisation, as it stands on a topic.
 *
 * @param value null where the organisation takes back what it said
 */
public record Message(Topic<?, ?> topic, SpecificRecord key, SpecificRecord value) {

  /** With the topic and key that the record has by itself. */
  public static Message of(SpecificRecord value) {
    if (value instanceof CommitObserved one) {
      return git(one.getSource(), one.getRepository(), value);
    } else if (value instanceof PullRequestObserved one) {
      return git(one.getSource(), one.getRepository(), value);
    } else if (value instanceof ReviewObserved one) {
      return git(one.getSource(), one.getRepository(), value);
    } else if (value instanceof RepositoryObserved one) {
      return git(one.getSource(), one.getRepository(), value);
    } else if (value instanceof DeploymentObserved one) {
      return new Message(
          Topics.EVENTS_DELIVERY, new RepositoryKey(one.getSource(), one.getRepository()), value);
    } else if (value instanceof IncidentObserved one) {
      return new Message(
          Topics.EVENTS_INCIDENTS, new IncidentKey(one.getSource(), one.getIncident()), value);
    } else if (value instanceof TicketObserved one) {
      return new Message(
          Topics.EVENTS_TICKETS, new TicketKey(one.getSource(), one.getTicket()), value);
    } else if (value instanceof Repository one) {
      return new Message(
          Topics.ORGANISATION_REPOSITORIES, new CanonicalRepository(one.getRepository()), value);
    } else if (value instanceof Service one) {
      return new Message(Topics.ORGANISATION_SERVICES, new ServiceKey(one.getService()), value);
    } else if (value instanceof Settings) {
      return new Message(Topics.ORGANISATION_SETTINGS, new SettingsKey(0), value);
    }
    throw new IllegalArgumentException(
        "Expected an event of delivery or a word of the organisation, got " + value.getSchema());
  }

  private static Message git(String source, String repository, SpecificRecord value) {
    return new Message(Topics.EVENTS_GIT, new RepositoryKey(source, repository), value);
  }

  /** Whether only the last one of its key stands. */
  public boolean isOfOrganisation() {
    return topic.name().contains(".organisation.");
  }
}
