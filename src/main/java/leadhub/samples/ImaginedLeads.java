package leadhub.samples;

import static leadhub.samples.Culture.pick;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import leadhub.base.Json;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadFields;
import leadhub.leads.record.LeadStatus;
import leadhub.leads.texts.Identity;
import leadhub.pipelines.Stage;
import leadhub.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Makes leads up, the same ones each time for the same ids: people of many countries, spread as leads really are. */
public final class ImaginedLeads {
    static final List<String> TAGS = List.of(
            "newsletter",
            "hot-lead",
            "enterprise",
            "demo-requested",
            "webinar",
            "follow-up",
            "trial",
            "partner",
            "price-sensitive",
            "vip-client",
            "hohe-prioritaet",
            "重要");

    private static final NavigableMap<Integer, String> SOURCES = weighted(Map.of(
            "website",
            32,
            "facebook",
            14,
            "google-ads",
            12,
            "referral",
            10,
            "linkedin",
            9,
            "newsletter",
            7,
            "trade-fair",
            6,
            "zapier",
            5,
            "widget",
            5));
    private static final List<String> JOBS = List.of(
            "CEO",
            "Head of Sales",
            "Marketing Manager",
            "Founder",
            "CTO",
            "Office Manager",
            "Buyer",
            "Operations Lead",
            "Geschäftsführer",
            "Einkäuferin",
            "部长",
            "总经理");
    private static final List<String> INDUSTRIES = List.of(
            "Software", "Manufacturing", "Healthcare", "Retail", "Logistics", "Education", "Real Estate", "Energy");
    private static final List<String> SIZES = List.of("1-10", "11-50", "51-200", "201-1000", "1000+");
    private static final List<String> CAMPAIGNS = List.of("spring-promo", "black-friday", "webinar-q3", "brand");
    private static final int LATELY = 500;

    private final List<Stage> open;
    private final List<Stage> won;
    private final List<Stage> lost;
    private final List<Lead.LeadTag> tags;
    private final List<Long> users;
    private final String defaultCountry;
    private final Instant now;
    private final String bot;
    private final Random random = new Random();
    private final List<Contact> lately = new ArrayList<>();

    private record Contact(
            String first,
            String last,
            String email,
            @Nullable String phone,
            String country) {}

    public ImaginedLeads(List<Stage> stages, List<Tag> tags, List<Long> users, String defaultCountry, Instant now) {
        this.open = stages.stream()
                .filter(stage -> !stage.isWon() && !stage.isLost())
                .toList();
        this.won = stages.stream().filter(Stage::isWon).toList();
        this.lost = stages.stream().filter(Stage::isLost).toList();
        this.tags =
                tags.stream().map(tag -> new Lead.LeadTag(tag.id(), tag.name())).toList();
        this.users = users;
        this.defaultCountry = defaultCountry;
        this.now = now;
        this.bot = UUID.nameUUIDFromBytes(new byte[] {1}).toString();
    }

    /**
     * The lead of an id.
     *
     * @param age from 0 for now to 1 for the whole span ago
     */
    public Lead next(long id, double age, Duration span) {
        random.setSeed(id * 0x9E3779B97F4A7C15L);
        var culture = Culture.any(random);
        var word = culture.companyWord(random);
        var contact = contact(culture, word, id);
        var created = now.minusMillis((long) (age * span.toMillis())).truncatedTo(ChronoUnit.MICROS);
        var status = status(age);
        var stage = stage(status);
        var source = pickWeighted(SOURCES);
        // In this order, for every answer of the random numbers is the next one.
        var imagined = Lead.blank()
                .set(LeadFields.ID, id)
                .set(LeadFields.FIRST_NAME, contact.first())
                .set(LeadFields.LAST_NAME, contact.last())
                .set(LeadFields.EMAIL, contact.email())
                .set(LeadFields.PHONE, contact.phone())
                .set(LeadFields.PHONE_E164, Identity.phoneE164(contact.phone(), defaultCountry))
                .set(LeadFields.COMPANY, sometimes(0.75, culture.company(word, random)))
                .set(LeadFields.JOB_TITLE, sometimes(0.6, pick(JOBS, random)))
                .set(LeadFields.LINKEDIN_URL, sometimes(0.1, "https://www.linkedin.com/in/lead-" + id))
                .set(LeadFields.COUNTRY, contact.country())
                .set(LeadFields.INDUSTRY, sometimes(0.5, pick(INDUSTRIES, random)))
                .set(LeadFields.COMPANY_SIZE, sometimes(0.5, pick(SIZES, random)))
                .set(LeadFields.SOURCE, source)
                .set(LeadFields.STATUS, status)
                .set(LeadFields.PIPELINE_ID, stage.pipelineId())
                .set(LeadFields.PIPELINE_STAGE_ID, stage.id())
                .set(LeadFields.ASSIGNED_USER_ID, users.isEmpty() ? null : sometimes(0.65, pick(users, random)))
                .set(LeadFields.DEAL_VALUE, sometimes(0.45, dealValue()))
                .set(LeadFields.STARRED, random.nextDouble() < 0.04)
                .set(LeadFields.NOTES, sometimes(0.35, culture.note(random)))
                .set(LeadFields.CUSTOM_FIELDS, customFields())
                .set(LeadFields.TAGS, worn())
                .set(LeadFields.BOT_ID, source.equals("widget") ? bot : null)
                .set(LeadFields.CREATED_AT, created);
        var changed = status == LeadStatus.NEW ? created : later(created);
        return imagined.set(LeadFields.UPDATED_AT, changed)
                .set(LeadFields.STAGE_SINCE, changed)
                .set(LeadFields.CLOSED_AT, status.isOutcome() ? changed : null)
                .lead();
    }

    private BigDecimal dealValue() {
        return BigDecimal.valueOf(50L * (1 + random.nextInt(2000)), 0).setScale(2);
    }

    /** Some come twice, with the same address and number. */
    private Contact contact(Culture culture, String word, long id) {
        if (lately.size() == LATELY && random.nextDouble() < 0.015) {
            return pick(lately, random);
        }
        var first = culture.firstName(random);
        var last = culture.lastName(random);
        var name = Culture.latin(first) + (random.nextBoolean() ? "." : "") + Culture.latin(last);
        // Nobody may get mail because somebody tried LeadHub out: these domains can't exist.
        var domain = random.nextInt(3) == 0 ? "example.com" : Culture.latin(word) + ".example";
        var contact = new Contact(
                Culture.shown(first),
                Culture.shown(last),
                name + id % 10_000 + "@" + domain,
                sometimes(0.8, culture.phone(random)),
                culture.country(random));
        if (lately.size() < LATELY) {
            lately.add(contact);
        } else {
            lately.set((int) (id % LATELY), contact);
        }
        return contact;
    }

    /** The older, the further. */
    private LeadStatus status(double age) {
        var luck = random.nextDouble();
        if (luck < 0.75 - 0.55 * age) {
            return luck < 0.5 - 0.4 * age ? LeadStatus.NEW : LeadStatus.CONTACTED;
        }
        var rest = random.nextInt(10);
        return rest < 4 ? LeadStatus.QUALIFIED : rest < 7 ? LeadStatus.CONVERTED : LeadStatus.LOST;
    }

    private Stage stage(LeadStatus status) {
        var there = switch (status) {
            case CONVERTED -> won;
            case LOST -> lost;
            case NEW, CONTACTED, QUALIFIED -> open;
        };
        var stages = there.isEmpty() ? (open.isEmpty() ? won : open) : there;
        return stages.get(Math.min(status.ordinal() % 3, stages.size() - 1));
    }

    private Instant later(Instant created) {
        var wait =
                (long) (-Math.log(1 - random.nextDouble()) * Duration.ofDays(9).toMillis());
        var updated = created.plusMillis(wait);
        return updated.isAfter(now) ? now : updated;
    }

    private String customFields() {
        if (random.nextDouble() > 0.3) {
            return "{}";
        }
        return Json.write(Map.of(
                "budget", Integer.toString(1000 * (1 + random.nextInt(50))), "utm_campaign", pick(CAMPAIGNS, random)));
    }

    /** Few tags are on many leads, many on few. */
    private List<Lead.LeadTag> worn() {
        var worn = new ArrayList<Lead.LeadTag>();
        while (!tags.isEmpty() && worn.size() < 3 && random.nextDouble() < 0.45) {
            var tag = tags.get((int) (tags.size() * Math.pow(random.nextDouble(), 2)));
            if (!worn.contains(tag)) {
                worn.add(tag);
            }
        }
        return worn;
    }

    private <T> @Nullable T sometimes(double probability, T value) {
        return random.nextDouble() < probability ? value : null;
    }

    private String pickWeighted(NavigableMap<Integer, String> choices) {
        return choices.higherEntry(random.nextInt(choices.lastKey())).getValue();
    }

    private static NavigableMap<Integer, String> weighted(Map<String, Integer> weights) {
        var choices = new TreeMap<Integer, String>();
        for (var entry : new TreeMap<>(weights).entrySet()) {
            choices.put((choices.isEmpty() ? 0 : choices.lastKey()) + entry.getValue(), entry.getKey());
        }
        return choices;
    }
}
