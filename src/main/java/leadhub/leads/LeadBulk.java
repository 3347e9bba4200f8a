package leadhub.leads;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadFields;
import leadhub.pipelines.Stage;
import org.springframework.stereotype.Component;

/**
 * Changes all leads of a tag or stage that goes, in the transaction of whoever removes it: 500 at a time, so that memory
 * doesn't depend on how many there are. Each is held before it is read, also one that came in after all were waited for.
 */
@Component
class LeadBulk {
    private static final int PORTION = 500;

    private final LeadBulkSql sql;
    private final ManyLeadWrites writes;
    private final Clock clock;

    LeadBulk(LeadBulkSql sql, ManyLeadWrites writes, Clock clock) {
        this.sql = sql;
        this.writes = writes;
        this.clock = clock;
    }

    /** The next leads after one of them, in the order in which they were made. */
    private interface Next {
        List<LeadBulkSql.Place> after(LeadBulkSql.Place place);
    }

    void untagAll(Caller caller, long tagId) {
        sql.allowLong();
        var workspaceId = caller.workspaceId();
        var now = Times.now(clock);
        sql.lockTagged(workspaceId, tagId);
        change(caller, place -> sql.tagged(workspaceId, tagId, place, PORTION), lead -> {
            var left = lead.tags().stream().filter(tag -> tag.id() != tagId).toList();
            return left.size() == lead.tags().size()
                    ? lead
                    : lead.edit()
                            .set(LeadFields.TAGS, left)
                            .set(LeadFields.UPDATED_AT, now)
                            .lead();
        });
    }

    void moveAll(Caller caller, Stage from, Stage to) {
        sql.allowLong();
        var workspaceId = caller.workspaceId();
        var now = Times.now(clock);
        sql.lockInStage(workspaceId, from.id());
        change(
                caller,
                place -> sql.inStage(workspaceId, from.id(), place, PORTION),
                lead -> lead.stageId() == from.id() ? moved(lead, to, now) : lead);
    }

    private static Lead moved(Lead lead, Stage to, Instant now) {
        var moved = lead.edit()
                .set(LeadFields.PIPELINE_ID, to.pipelineId())
                .set(LeadFields.PIPELINE_STAGE_ID, to.id())
                .set(LeadFields.STAGE_SINCE, now)
                .set(LeadFields.UPDATED_AT, now);
        return LeadPlaces.inStatus(lead, moved, LeadPlaces.reached(to, lead.status()), now)
                .lead();
    }

    /** @param become the lead itself where there is nothing to change any more */
    private void change(Caller caller, Next next, UnaryOperator<Lead> become) {
        var places = next.after(LeadBulkSql.Place.FIRST);
        while (!places.isEmpty()) {
            var ids = places.stream().map(LeadBulkSql.Place::id).toList();
            var changes = new ArrayList<LeadRecord.Change>();
            for (var lead : writes.lockAnybodys(caller, ids)) {
                var after = become.apply(lead);
                if (!after.equals(lead)) {
                    changes.add(LeadRecord.Change.of(lead, after));
                }
            }
            writes.change(caller, changes);
            places = places.size() < PORTION ? List.of() : next.after(places.getLast());
        }
    }
}
