package leadhub.leads.record;

import java.math.BigDecimal;
import java.time.LocalDate;
import leadhub.base.Change;
import leadhub.base.Currencies;
import leadhub.base.Refusal;
import leadhub.conditions.Values;
import leadhub.tags.Tag;
import leadhub.web.input.Emails;
import leadhub.web.input.Input;
import org.jspecify.annotations.Nullable;

/** Reads the members of a lead in LeadHub's words; what is in them is checked for its shape only. */
public final class LeadReader {
    private static final int SHORT = 255;
    private static final int PHONE = 50;
    private static final int NOTES = 65_535;
    private static final BigDecimal BELOW = BigDecimal.TEN.pow(13);

    private LeadReader() {}

    /** Everything a create or an update may say. */
    public static LeadChange read(Input input) {
        return read(input, Lead.MOST_TAGS);
    }

    /** The same, with as many tags as were sent: {@code Leads.cutToFit} leaves off what a lead can't hold. */
    public static LeadChange readAll(Input input) {
        return read(input, Integer.MAX_VALUE);
    }

    private static LeadChange read(Input input, int mostTags) {
        var change = LeadChange.builder();
        LeadFields.SENT_BY_PROGRAMS.forEach(field -> read(change, field, input, mostTags));
        return change.build();
    }

    private static void read(LeadChange.Builder change, LeadField<?> field, Input input, int mostTags) {
        var name = field.name();
        switch (field.kind()) {
            case TEXT -> change.put(field, text(field, input));
            case STATUS -> change.put(field, status(input));
            case ID -> change.put(field, input.integer(name));
            case MONEY -> change.put(field, input.decimal(name, BELOW, 2));
            case CURRENCY -> change.put(field, currency(name, input));
            case FLAG -> change.put(field, input.bool(name));
            case CUSTOM -> change.customFields(input.object(name));
            case TAGS -> change.tags(input.texts(name, mostTags, Tag.MOST_CHARACTERS));
            case DAY -> change.put(field, day(name, input));
            case KEY, WHOLE, IDS, TIME -> throw new IllegalStateException("Nobody may send " + name + ".");
        }
    }

    private static Change<@Nullable String> text(LeadField<?> field, Input input) {
        if (field == LeadFields.EMAIL) {
            return input.text(field.name(), SHORT, Emails::isValid, Refusal.of("email"));
        }
        var most = field == LeadFields.PHONE ? PHONE : field == LeadFields.NOTES ? NOTES : SHORT;
        return input.text(field.name(), most);
    }

    private static Change<@Nullable String> currency(String name, Input input) {
        return input.text(name, SHORT)
                .map(word -> word == null
                        ? null
                        : Currencies.code(word).orElseGet(() -> input.reject(name, Refusal.of("in"))));
    }

    private static Change<@Nullable LocalDate> day(String name, Input input) {
        return input.text(name, SHORT).map(text -> {
            if (text == null) {
                return null;
            }
            return Values.isDay(text) ? LocalDate.parse(text) : input.reject(name, Refusal.of("date"));
        });
    }

    private static Change<@Nullable LeadStatus> status(Input input) {
        return input.text("status", SHORT).map(word -> {
            if (word == null) {
                return null;
            }
            var status = LeadStatus.of(word);
            return status.isPresent() ? status.get() : input.reject("status", Refusal.of("in"));
        });
    }
}
