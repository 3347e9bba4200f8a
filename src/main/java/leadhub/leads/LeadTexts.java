package leadhub.leads;

import java.util.ArrayList;
import java.util.List;
import leadhub.base.Folding;
import leadhub.base.Json;
import leadhub.base.Unicode;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadFields;
import leadhub.leads.record.LeadIndex;
import leadhub.leads.texts.Identity;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Brings leads that an older version wrote into line: composed, folded by today's rules, with their extension. */
@Component
public class LeadTexts {
    private final LeadTextSql sql;
    private final LeadSql leads;
    private final LeadScoreSql scores;
    private final Folding folding;

    LeadTexts(LeadTextSql sql, LeadSql leads, LeadScoreSql scores, Folding folding) {
        this.sql = sql;
        this.leads = leads;
        this.scores = scores;
        this.folding = folding;
    }

    /** Writes what is otherwise today. The caller holds the leads. */
    public void renew(long workspaceId, List<Lead> before) {
        var indexes = new ArrayList<LeadTextSql.Indexed>();
        for (var lead : before) {
            var composed = composed(lead);
            var index = LeadIndex.of(folding, workspaceId, composed);
            if (!composed.equals(lead)) {
                leads.update(workspaceId, lead, composed, index);
                leads.updateSearch(workspaceId, lead.id(), index);
            } else {
                indexes.add(new LeadTextSql.Indexed(lead.id(), index));
            }
        }
        sql.write(workspaceId, indexes);
    }

    /** The same with those that come next by id; the ids of those that there were. */
    public List<Long> renewAfter(long workspaceId, long id, int most) {
        var ids = scores.lockAfter(workspaceId, id, most);
        if (!ids.isEmpty()) {
            renew(workspaceId, scores.read(workspaceId, ids));
        }
        return ids;
    }

    /** The lead as it would be written today. */
    static Lead composed(Lead lead) {
        var composed = lead.edit();
        LeadFields.TEXTS.forEach(field -> composed.put(field, nfc(lead.get(field))));
        return composed.set(LeadFields.PHONE_E164, Identity.withExtension(lead.phoneE164(), lead.phone()))
                .set(LeadFields.CUSTOM_FIELDS, customFields(lead.customFields()))
                .lead();
    }

    private static @Nullable String nfc(@Nullable String text) {
        return text == null ? null : Unicode.nfc(text);
    }

    /** As text it may hold letters behind an escaped sign, which must not become one. */
    private static String customFields(String fields) {
        return Unicode.nfc(fields).equals(fields)
                ? fields
                : Json.write(leadhub.web.input.TextNormalization.of(
                        Json.MAPPER.readTree(fields).asObject()));
    }
}
