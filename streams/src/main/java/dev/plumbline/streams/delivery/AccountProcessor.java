package dev.plumbline.streams.delivery;

import dev.plumbline.delivery.AuthoredPullRequest;
import dev.plumbline.event.PersonKey;
import dev.plumbline.organisation.Person;
import dev.plumbline.streams.delivery.pullrequests.Accounts;
import dev.plumbline.streams.stage.StageProcessor;
import dev.plumbline.streams.stage.StageProgress;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Keeps the rows of accounts that opened pull requests. */
final class AccountProcessor extends StageProcessor<PersonKey> {

  static final String STORE = "accounts";

  private Accounts accounts;

  AccountProcessor(StageProgress progress) {
    super(STORE, progress);
  }

  @Override
  public void init(ProcessorContext<SpecificRecord, SpecificRecord> context) {
    super.init(context);
    accounts = new Accounts(store(), this::forward);
  }

  @Override
  protected void apply(Record<PersonKey, SpecificRecord> record) {
    if (record.value() instanceof AuthoredPullRequest authored) {
      accounts.apply(record.key(), authored);
    } else {
      // The organisation's record, or its removal: the only value here that can be null.
      accounts.map(record.key(), (Person) record.value());
    }
  }

  @Override
  protected void settle(int budget) {}

  @Override
  protected long pendingWork() {
    return 0;
  }
}
