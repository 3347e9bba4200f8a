package leadhub.integrations.linkedin;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import leadhub.base.Json;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.intake.ReceivedIntake;
import leadhub.integrations.FetchingType;
import leadhub.integrations.HandshakeType;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.IntegrationPreview.Check;
import leadhub.integrations.TypeField;
import leadhub.integrations.mapping.ExternalIds;
import leadhub.integrations.mapping.FormAnswers;
import leadhub.integrations.mapping.MappingEntry;
import leadhub.integrations.provider.HookSignatures;
import leadhub.integrations.provider.ProviderFailure;
import leadhub.integrations.provider.ProviderHttp;
import leadhub.outside.Signatures;
import leadhub.web.input.Query;
import leadhub.web.intake.KeptBody;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lead gen forms of LinkedIn: a challenge by GET every two hours, posts that announce leads by their URN, and the lead and its form by the
 * API, for answers name their questions by numbers alone.
 *
 * @see <a href="https://learn.microsoft.com/en-us/linkedin/marketing/lead-sync/leadsync">LinkedIn's description</a>
 */
@Component
final class LinkedIn implements FetchingType, HandshakeType {
    private static final TypeField OWNER = TypeField.text("linkedin", "owner").required();
    private static final TypeField CLIENT_SECRET =
            TypeField.secret("linkedin", "client_secret").required();
    private static final Pattern URN = Pattern.compile("urn:li:(sponsoredAccount|organization):[0-9]{1,30}");

    /** What LinkedIn sends. Posts are signed with the same secret, so that a signature of anything else would be one for a post. */
    private static final Pattern CHALLENGE = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private static final String SIGNED = "hmacsha256=";
    private static final List<String> OF_ACCOUNTS = List.of("SPONSORED");
    private static final List<String> OF_ORGANIZATIONS = List.of("COMPANY", "EVENT", "ORGANIZATION_PRODUCT");

    /** For which LinkedIn keeps leads; whoever asks for older ones gets none. */
    private static final Duration KEPT = Duration.ofDays(365);

    private static final Duration TOKEN_LIFE = Duration.ofDays(60);
    private static final String DELETED = "DELETED";

    private final LinkedInApi linkedIn = new LinkedInApi();

    @Override
    public About about() {
        return new About("linkedin", "LinkedIn", Category.LEAD_SOURCE, Status.FROM_DOCUMENTS);
    }

    @Override
    public List<TypeField> fields() {
        return List.of(
                OWNER, CLIENT_SECRET, LinkedInApi.ACCESS_TOKEN, LinkedInApi.API_VERSION, LinkedInApi.API_BASE_URL);
    }

    @Override
    public void check(ConfigErrors errors, IntegrationConfig config) {
        if (config.text(OWNER.key()).filter(urn -> !URN.matcher(urn).matches()).isPresent()) {
            errors.reject(OWNER.key(), Refusal.of("in"));
        }
    }

    @Override
    public List<MappingEntry> usualMapping() {
        return FormAnswers.usualMapping(MappingEntry.of("$.form.name", "custom_fields.form"));
    }

    @Override
    public Greeting greet(Query query, IntegrationConfig config) {
        var code = query.value("challengeCode").orElse("");
        var secret = config.secret(CLIENT_SECRET.key()).orElse("");
        if (!CHALLENGE.matcher(code).matches() || secret.isEmpty()) {
            throw new Problem.Forbidden(Refusal.of("integration.handshake")).exception();
        }
        var response = Signatures.hex(secret.getBytes(StandardCharsets.UTF_8), code.getBytes(StandardCharsets.UTF_8));
        var answer = Json.MAPPER.createObjectNode();
        answer.put("challengeCode", code);
        answer.put("challengeResponse", response);
        return new Greeting("application/json", Json.write(answer));
    }

    /** Whether the header repeats what is signed isn't sure. */
    @Override
    public Received receive(Hook hook, IntegrationConfig config) {
        var body = hook.whole().body();
        var secret = config.secret(CLIENT_SECRET.key()).orElse("");
        var given = hook.headers().get("X-LI-Signature");
        var prefix = given != null && given.strip().startsWith(SIGNED) ? SIGNED : "";
        if (!HookSignatures.isHex(given, prefix, secret, signed(body))) {
            throw HookSignatures.wrong();
        }
        var notice = KeptBody.parse(null, body);
        var id = id(notice);
        if (id == null || isWithdrawn(notice)) {
            return Received.one(hook.whole().withExternalId(id == null ? null : id + " " + DELETED));
        }
        return Received.of(List.of(), List.of(hook.whole().withExternalId(id)));
    }

    private static byte[] signed(byte[] body) {
        var head = SIGNED.getBytes(StandardCharsets.US_ASCII);
        var message = new byte[head.length + body.length];
        System.arraycopy(head, 0, message, 0, head.length);
        System.arraycopy(body, 0, message, head.length, body.length);
        return message;
    }

    private static @Nullable String id(JsonNode notice) {
        var urn = notice.path("leadGenFormResponse").asString("");
        return urn.isEmpty() ? null : urn.substring(urn.lastIndexOf(':') + 1);
    }

    private static boolean isWithdrawn(JsonNode notice) {
        return notice.path("leadAction").asString("").equals(DELETED);
    }

    @Override
    public Optional<Refusal> refuse(JsonNode payload, IntegrationConfig config) {
        return FetchingType.isFetched(payload) || id(payload) != null
                ? Optional.empty()
                : Optional.of(Refusal.of("integration.other_event"));
    }

    @Override
    public Optional<String> withdraws(JsonNode payload) {
        return isWithdrawn(payload) ? Optional.ofNullable(id(payload)) : Optional.empty();
    }

    @Override
    public Optional<String> withdrawnAs(String externalId) {
        return Optional.of(externalId + " " + DELETED);
    }

    /** An app has one URL for all accounts. */
    @Override
    public List<Owner> owners(JsonNode body) {
        var owner = (FetchingType.isFetched(body) ? body.path(LEAD) : body).path("owner");
        return owner.valueStream()
                .map(urn -> new Owner("linkedin", OWNER.key(), urn.asString("")))
                .toList();
    }

    @Override
    public Fetched fetch(JsonNode notice, IntegrationConfig config, ProviderHttp http) {
        return fetched(config, http, linkedIn.lead(config, http, String.valueOf(id(notice))));
    }

    private Fetched fetched(IntegrationConfig config, ProviderHttp http, JsonNode lead) {
        var body = Json.MAPPER.createObjectNode();
        body.set(LEAD, lead);
        body.set(
                "form",
                linkedIn.form(config, http, lead.path("versionedLeadGenFormUrn").asString("")));
        return new Fetched(body, lead.path("testLead").asBoolean(false));
    }

    /** Where it goes on is the kind of leads, and how many of it there were. */
    @Override
    public PastLeads past(IntegrationConfig config, Past wanted, ProviderHttp http) {
        var kinds = isOrganization(config) ? OF_ORGANIZATIONS : OF_ACCOUNTS;
        var place = (wanted.next() == null ? "0 0" : wanted.next()).split(" ", 2);
        var kind = Integer.parseInt(place[0]);
        var start = Integer.parseInt(place[1]);
        var oldest = wanted.until().minus(KEPT);
        var since = wanted.since().isBefore(oldest) ? oldest : wanted.since();
        var asked = new LinkedInApi.Asked(owner(config), kinds.get(kind), since, wanted.until());
        var page = linkedIn.leads(config, http, asked, start);
        var leads = new ArrayList<PastLead>();
        for (var lead : page.path("elements")) {
            var fetched = fetched(config, http, lead);
            leads.add(new PastLead(ExternalIds.of(lead.path("id")).orElse(null), fetched));
        }
        if (leads.size() >= LinkedInApi.AT_ONCE) {
            return new PastLeads(leads, kind + " " + (start + leads.size()));
        }
        return new PastLeads(leads, kind + 1 < kinds.size() ? kind + 1 + " 0" : null);
    }

    private static boolean isOrganization(IntegrationConfig config) {
        return config.text(OWNER.key()).orElse("").startsWith("urn:li:organization:");
    }

    private static String owner(IntegrationConfig config) {
        var kind = isOrganization(config) ? "organization" : "sponsoredAccount";
        return "(" + kind + ":" + ProviderHttp.part(config.text(OWNER.key()).orElse("")) + ")";
    }

    @Override
    public Optional<Duration> tokenLife() {
        return Optional.of(TOKEN_LIFE);
    }

    @Override
    public List<Check> checks(Integration integration, ProviderHttp http) {
        var config = integration.terms().config();
        try {
            linkedIn.forms(config, http, owner(config));
            return List.of(new Check("access_token", true, "The access token can read the forms."));
        } catch (ProviderFailure e) {
            return List.of(Check.failed(
                    "access_token",
                    "The forms can't be read with this access token: save a new one, and check the account.",
                    e.say()));
        }
    }

    @Override
    public JsonNode payload(ReceivedIntake received) {
        if (!(KeptBody.parse(null, received.body()) instanceof ObjectNode payload)) {
            return received.fields();
        }
        if (FetchingType.isFetched(payload)) {
            LinkedInAnswers.of(payload.path(LEAD), payload.path("form")).putInto(payload);
        }
        return payload;
    }

    @Override
    public List<MappingEntry> ownMapping(JsonNode payload) {
        return FormAnswers.ownMapping(payload);
    }
}
