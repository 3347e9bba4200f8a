package leadhub.leads.matching;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Unicode;
import leadhub.leads.record.LeadField;
import leadhub.leads.record.LeadFields;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads and changes a workspace's rules for people who are leads already. */
@Service
public class MatchingSettings {
    /** The fields with a rule of their own. Tags are united, and all custom fields go by the rule for all fields. */
    public static final List<LeadField<?>> FIELDS = LeadFields.SENT_BY_PROGRAMS.stream()
            .filter(field -> field != LeadFields.TAGS
                    && field != LeadFields.CUSTOM_FIELDS
                    && field != LeadFields.PIPELINE_ID
                    && field != LeadFields.DEAL_CURRENCY)
            .toList();

    private static final int MOST_CHARACTERS = 255;

    private final MatchingSql sql;
    private final Audit audit;

    MatchingSettings(MatchingSql sql, Audit audit) {
        this.sql = sql;
        this.audit = audit;
    }

    public MatchingRules rules(Caller caller) {
        return sql.find(caller.workspaceId()).orElse(MatchingRules.USUAL);
    }

    /** For all that begins from now on; forms and integrations that are there keep what they do. */
    @Transactional
    public MatchingRules change(Caller caller, MatchingRules wanted) {
        caller.require(Role.ADMIN);
        var rules = checked(wanted);
        var before = sql.lock(caller.workspaceId()).orElse(MatchingRules.USUAL);
        if (!rules.equals(before)) {
            sql.put(caller.workspaceId(), rules);
            audit.record(caller, "matching_rules.updated", null, before, rules);
        }
        return rules;
    }

    private static MatchingRules checked(MatchingRules wanted) {
        var errors = new LinkedHashMap<String, List<Refusal>>();
        require(errors, "forms", MatchingRules.FOR_FORMS, wanted.forms());
        require(errors, "integrations", MatchingRules.FOR_FORMS, wanted.integrations());
        require(errors, "imports", MatchingRules.FOR_IMPORTS, wanted.imports());
        wanted.winners().keySet().stream()
                .filter(name -> FIELDS.stream().noneMatch(field -> field.name().equals(name)))
                .forEach(name -> errors.put("winners." + name, List.of(Refusal.of("in"))));
        var sources = distinct(wanted.sources());
        if (sources.size() > MatchingRules.MOST_SOURCES) {
            errors.put("sources", List.of(Refusal.of("max.array").with("max", MatchingRules.MOST_SOURCES)));
        } else if (sources.stream().anyMatch(source -> source.codePointCount(0, source.length()) > MOST_CHARACTERS)) {
            errors.put("sources", List.of(Refusal.of("max.string").with("max", MOST_CHARACTERS)));
        }
        if (!errors.isEmpty()) {
            throw new Problem.Invalid(errors).exception();
        }
        return new MatchingRules(
                wanted.forms(), wanted.integrations(), wanted.imports(), wanted.winner(), wanted.winners(), sources);
    }

    private static void require(Map<String, List<Refusal>> errors, String field, List<String> words, String word) {
        if (!words.contains(word)) {
            errors.put(field, List.of(Refusal.of("in")));
        }
    }

    /** Without blank lines, and each source once. */
    private static List<String> distinct(List<String> sources) {
        var distinct = new ArrayList<String>();
        for (var source : sources) {
            var text = source.strip();
            if (!text.isEmpty()
                    && distinct.stream().noneMatch(other -> Unicode.key(other).equals(Unicode.key(text)))) {
                distinct.add(text);
            }
        }
        return List.copyOf(distinct);
    }
}
