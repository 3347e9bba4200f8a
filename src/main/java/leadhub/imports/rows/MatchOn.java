package leadhub.imports.rows;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import leadhub.leads.KnownLeads;
import leadhub.leads.KnownLeads.Recognized;
import leadhub.leads.record.Lead;
import org.jspecify.annotations.Nullable;

/** What a person is recognized by, in the usual order. */
public enum MatchOn {
    EXTERNAL_ID,
    EMAIL,
    PHONE;

    /** Its name in the API: {@code external_id}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<MatchOn> ofWord(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    /** The lead that is recognized by it; 0 for none. */
    long leadId(Recognized who) {
        return switch (this) {
            case EXTERNAL_ID -> who.byExternalId();
            case EMAIL -> who.byEmail();
            case PHONE -> who.byPhone();
        };
    }

    /** What a lead is recognized by. */
    @Nullable
    String value(Lead lead) {
        return switch (this) {
            case EXTERNAL_ID -> lead.externalId();
            case EMAIL -> KnownLeads.emailKey(lead);
            case PHONE -> lead.phoneE164();
        };
    }

    @Nullable
    String value(Recognized who) {
        return switch (this) {
            case EXTERNAL_ID -> who.externalId();
            case EMAIL -> who.email();
            case PHONE -> who.phone();
        };
    }
}
