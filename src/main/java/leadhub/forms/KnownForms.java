package leadhub.forms;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import leadhub.base.RecordKind;
import leadhub.base.RecordSource;
import leadhub.base.database.Remembered;
import leadhub.base.database.Signals;
import leadhub.forms.fields.FormField;
import org.springframework.stereotype.Component;

/** Which forms there are, remembered for whoever names some. */
@Component
class KnownForms implements RecordSource {
    /** Fields and their options, of all together. */
    private static final int MOST_WEIGHT = 50_000;

    private static final int MOST_PLACES = 10_000;

    private final FormSql sql;
    private final Remembered<Known> known;
    /** A public id never becomes another form's: whether it is still this one's, the form says. */
    private final Cache<String, Forms.Place> places =
            Caffeine.newBuilder().maximumSize(MOST_PLACES).build();

    private final Cache<Forms.Place, Seen> seen = Caffeine.newBuilder()
            .maximumWeight(MOST_WEIGHT)
            .weigher((Forms.Place place, Seen one) -> weight(one.form().fields()))
            .build();

    private record Version(long workspaceId, long formId, int version) {}

    private final Cache<Version, List<FormField>> versions = Caffeine.newBuilder()
            .maximumWeight(MOST_WEIGHT)
            .weigher((Version version, List<FormField> fields) -> weight(fields))
            .build();

    /** A form as it was when the workspace had these. */
    private record Seen(Known at, Form form) {}

    private record Known(Set<Long> ids, FormSql.Asked asked) {}

    KnownForms(FormSql sql, Signals signals) {
        this.sql = sql;
        this.known = new Remembered<>(
                signals,
                "forms",
                workspaceId -> new Known(Set.copyOf(sql.ids(workspaceId)), sql.haveAsked(workspaceId)));
    }

    @Override
    public RecordKind kind() {
        return RecordKind.FORM;
    }

    @Override
    public boolean has(long workspaceId, String key) {
        return known.get(workspaceId).ids().contains(Long.parseLong(key));
    }

    /** Whether any form asks for files, or did. */
    boolean haveAskedForFiles(long workspaceId) {
        return known.get(workspaceId).asked().forFiles();
    }

    /** The same of consents. */
    boolean haveAskedForConsents(long workspaceId) {
        return known.get(workspaceId).asked().forConsents();
    }

    /** Where the form is that has or had this public id. */
    Optional<Forms.Place> place(String publicId) {
        var before = places.getIfPresent(publicId);
        if (before != null) {
            return Optional.of(before);
        }
        var found = sql.place(publicId);
        found.ifPresent(place -> places.put(publicId, place));
        return found;
    }

    /** The form, but for what is counted of it: remembered, unless it takes only so many submissions. */
    Optional<Form> find(Forms.Place place) {
        var now = known.get(place.workspaceId());
        var before = seen.getIfPresent(place);
        if (before != null && before.at() == now) {
            return Optional.of(before.form());
        }
        var found = sql.find(place.workspaceId(), place.formId());
        found.filter(form -> form.settings().maxSubmissions() == null)
                .ifPresent(form -> seen.put(place, new Seen(now, form)));
        return found;
    }

    /** The fields of a version, which never change. */
    Optional<List<FormField>> fieldsOf(long workspaceId, long id, int version) {
        var key = new Version(workspaceId, id, version);
        var before = versions.getIfPresent(key);
        if (before != null) {
            return Optional.of(before);
        }
        var found = sql.fieldsOf(workspaceId, id, version);
        found.ifPresent(fields -> versions.put(key, fields));
        return found;
    }

    private static int weight(List<FormField> fields) {
        return fields.stream().mapToInt(field -> 1 + field.options().size()).sum();
    }

    /** The current transaction makes or deletes one, or changes one. */
    void changed(long workspaceId) {
        known.changed(workspaceId);
    }
}
