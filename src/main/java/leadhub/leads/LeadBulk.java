package leadhub.leads;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.pipelines.Stage;
import org.springframework.stereotype.Component;

/**
 * Changes all leads of a tag or stage that goes, in the transaction of whoever removes it: 500 at a time, so that memory
 * doesn't depend on how many there are.
 */
@Component
class LeadBulk {
    private static final int PORTION = 500;

    private final LeadBulkSql sql;
    private final ManyLeadSql many;
    private final LeadRecord record;
    private final Clock clock;

    LeadBulk(LeadBulkSql sql, ManyLeadSql many, LeadRecord record, Clock clock) {
        this.sql = sql;
        this.many = many;
        this.record = record;
        this.clock = clock;
    }

    /** The next leads after one of them, in the order in which they were made. */
    private interface Next {
        List<Lead> after(Instant createdAt, long id);
    }

    void untagAll(Caller caller, long tagId) {
        var workspaceId = caller.workspaceId();
        var now = Times.now(clock);
        sql.lockTagged(workspaceId, tagId);
        change(caller, (createdAt, id) -> sql.tagged(workspaceId, tagId, createdAt, id, PORTION), lead -> {
            var left = lead.tags().stream().filter(tag -> tag.id() != tagId).toList();
            return lead.edit()
                    .set(LeadFields.TAGS, left)
                    .set(LeadFields.UPDATED_AT, now)
                    .lead();
        });
    }

    void moveAll(Caller caller, Stage from, Stage to) {
        var workspaceId = caller.workspaceId();
        var now = Times.now(clock);
        sql.lockInStage(workspaceId, from.id());
        change(
                caller,
                (createdAt, id) -> sql.inStage(workspaceId, from.id(), createdAt, id, PORTION),
                lead -> lead.edit()
                        .set(LeadFields.PIPELINE_ID, to.pipelineId())
                        .set(LeadFields.PIPELINE_STAGE_ID, to.id())
                        .set(LeadFields.STATUS, LeadPlaces.reached(to, lead.status()))
                        .set(LeadFields.UPDATED_AT, now)
                        .lead());
    }

    private void change(Caller caller, Next next, UnaryOperator<Lead> become) {
        sql.allowLong();
        var leads = next.after(Instant.EPOCH, 0);
        while (!leads.isEmpty()) {
            var changes = leads.stream()
                    .map(lead -> new LeadRecord.Change(lead, LeadRecord.numbered(lead, become.apply(lead))))
                    .toList();
            many.update(caller.workspaceId(), changes);
            record.updated(caller, changes);
            leads = leads.size() < PORTION
                    ? List.of()
                    : next.after(leads.getLast().createdAt(), leads.getLast().id());
        }
    }
}
