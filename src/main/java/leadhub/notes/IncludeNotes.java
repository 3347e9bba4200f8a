package leadhub.notes;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.List;
import java.util.Map;
import leadhub.base.Caller;
import leadhub.leads.api.LeadInclusion;
import org.springframework.stereotype.Component;

/** The latest notes on leads, beside them. */
@Component
class IncludeNotes implements LeadInclusion {
    private final LeadNoteSql sql;

    IncludeNotes(LeadNoteSql sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "notes";
    }

    @Override
    public Map<Long, Long> bytes(Caller caller, long[] leadIds) {
        return sql.bytes(caller.workspaceId(), leadIds, MOST);
    }

    @Override
    public Map<Long, List<Object>> of(Caller caller, long[] leadIds) {
        return sql.latest(caller.workspaceId(), leadIds, MOST).stream()
                .collect(groupingBy(LeadNote::leadId, mapping(NoteApi.View::of, toList())));
    }
}
