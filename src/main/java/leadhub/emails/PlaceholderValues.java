package leadhub.emails;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import leadhub.base.Json;
import leadhub.fields.CustomField;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadField;
import leadhub.leads.record.LeadFields;
import leadhub.leads.record.LeadNames;
import leadhub.mail.MailText;
import leadhub.web.Words;
import leadhub.web.input.LocalNumbers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What stands in each place of an email, in one line and in the email's language; {@code ""} where nothing is known.
 *
 * <p>Anybody can fill in a form with another person's address. So what leads say of themselves goes without anything that
 * a mail program would make a link of, or else forms would be a way to have us send advertising to strangers. Addresses
 * of pages stay in the fields that are for them.
 */
final class PlaceholderValues {
    /** The longest value in code points; a longer one would be a message of its own. */
    private static final int MOST = 1000;

    private final EmailContext context;
    private final Locale locale;
    private final Words words;

    private PlaceholderValues(EmailContext context, String language) {
        this.context = context;
        this.locale = Locale.forLanguageTag(language);
        this.words = Words.preferred(language);
    }

    /** By the names of {@link PlaceholderNames}. */
    static Map<String, String> of(EmailContext context, String language) {
        return new PlaceholderValues(context, language).all();
    }

    private Map<String, String> all() {
        var all = new HashMap<String, String>();
        var lead = context.lead();
        all.put(PlaceholderNames.LEAD_NAME, name(lead));
        PlaceholderNames.FIELDS.forEach(field -> all.put(PlaceholderNames.LEAD + field.name(), value(field)));
        var custom = Json.MAPPER.readTree(lead.customFields());
        context.fields()
                .forEach(
                        field -> all.put(PlaceholderNames.LEAD + field.path(), custom(field, custom.get(field.key()))));
        var owner = context.owner();
        all.put(PlaceholderNames.OWNER_NAME, owner == null ? "" : line(owner.name()));
        all.put(PlaceholderNames.OWNER_EMAIL, owner == null ? "" : owner.email());
        all.put(PlaceholderNames.WORKSPACE_NAME, line(context.workspace().name()));
        return all;
    }

    /** Of somebody who told no name nothing is said, for an address is no way to greet anybody. */
    private String name(Lead lead) {
        var isNameless = (lead.firstName() == null || lead.firstName().isBlank())
                && (lead.lastName() == null || lead.lastName().isBlank());
        return isNameless ? "" : line(LeadNames.of(lead, locale));
    }

    private String value(LeadField<?> field) {
        if (field == LeadFields.DEAL_CURRENCY) {
            return currency();
        }
        var value = context.lead().get(field);
        if (value == null) {
            return "";
        }
        return switch (field.kind()) {
            case TEXT, KEY ->
                field == LeadFields.EMAIL || field == LeadFields.LINKEDIN_URL
                        ? MailText.line((String) value, MOST)
                        : line((String) value);
            case STATUS -> words.say("status." + context.lead().status().word());
            case ID -> value.toString();
            case WHOLE -> number(new BigDecimal(value.toString()));
            case MONEY -> money((BigDecimal) value);
            case TAGS -> line(String.join(", ", context.lead().tagNames()));
            case TIME ->
                date(((Instant) value)
                        .atZone(ZoneId.of(context.workspace().timeZone()))
                        .toLocalDate());
            case DAY -> date((LocalDate) value);
            case CURRENCY, FLAG, CUSTOM, IDS -> "";
        };
    }

    private String currency() {
        var own = context.lead().get(LeadFields.DEAL_CURRENCY);
        return own == null ? context.workspace().currency() : own;
    }

    private String money(BigDecimal amount) {
        return LocalNumbers.in(locale).printMoney(amount, currency());
    }

    private String custom(CustomField field, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return "";
        }
        if (value.isBoolean()) {
            return words.say(value.booleanValue() ? "yes" : "no");
        }
        if (value.isNumber()) {
            return number(value.decimalValue());
        }
        if (value.isArray()) {
            return line(value.valueStream().map(JsonNode::asString).collect(Collectors.joining(", ")));
        }
        var text = value.asString();
        return switch (field.kind()) {
            case DATE -> day(text);
            case URL -> MailText.line(text, MOST);
            default -> line(text);
        };
    }

    private String day(String text) {
        try {
            return date(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return line(text);
        }
    }

    private String date(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(day);
    }

    private String number(BigDecimal number) {
        var format = NumberFormat.getInstance(locale);
        format.setMaximumFractionDigits(Math.max(0, number.scale()));
        return format.format(number.stripTrailingZeros());
    }

    private static String line(String text) {
        return MailText.plain(text, MOST);
    }
}
