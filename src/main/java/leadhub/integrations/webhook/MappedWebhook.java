package leadhub.integrations.webhook;

import java.util.List;
import java.util.stream.Stream;
import leadhub.base.Refusal;
import leadhub.intake.NewIntake;
import leadhub.integrations.HookType;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.TypeField;
import leadhub.integrations.mapping.ExternalIds;
import leadhub.integrations.mapping.MappingEntry;
import leadhub.integrations.provider.HookSignatures;
import org.jspecify.annotations.Nullable;

/** A type whose posts are mapped as they are; with a signature and an id of their own where its sender has some. */
public abstract class MappedWebhook implements HookType {
    private static final TypeField HEADER = TypeField.text("webhook", "header");
    private static final TypeField SECRET = TypeField.secret("webhook", "secret");
    private static final TypeField ALGORITHM =
            TypeField.select("webhook", "algorithm", List.of("sha256", "sha1", "sha512"));
    private static final TypeField ENCODING = TypeField.select("webhook", "encoding", List.of("hex", "base64"));
    private static final TypeField PREFIX = TypeField.text("webhook", "prefix");
    private static final TypeField DEDUPE_PATH = TypeField.text("webhook", "dedupe_path");

    /** Of posts that nobody has said anything about: fields that are called as ours are. */
    public static final List<MappingEntry> USUAL_MAPPING = Stream.concat(
                    Stream.of("email", "phone", "first_name", "last_name", "company", "job_title", "notes", "tags")
                            .map(name -> MappingEntry.of(name, name)),
                    Stream.of(MappingEntry.of("name", "first_name"), MappingEntry.of("message", "notes")))
            .toList();

    private final About about;

    protected MappedWebhook(About about) {
        this.about = about;
    }

    @Override
    public About about() {
        return about;
    }

    @Override
    public List<TypeField> fields() {
        return List.of(HEADER, SECRET, ALGORITHM, ENCODING, PREFIX, DEDUPE_PATH);
    }

    @Override
    public void check(ConfigErrors errors, IntegrationConfig config) {
        if (config.secret(SECRET.key()).isPresent() && config.text(HEADER.key()).isEmpty()) {
            errors.reject(HEADER.key(), Refusal.of("required"));
        }
        if (config.text(DEDUPE_PATH.key())
                .filter(path -> !ExternalIds.isValid(path))
                .isPresent()) {
            errors.reject(DEDUPE_PATH.key(), Refusal.of("integration.json_path"));
        }
    }

    @Override
    public List<MappingEntry> usualMapping() {
        return USUAL_MAPPING;
    }

    @Override
    public Received receive(Hook hook, IntegrationConfig config) {
        config.secret(SECRET.key()).ifPresent(secret -> verify(hook, config, secret));
        return Received.one(hook.whole().withExternalId(externalId(hook.whole(), config)));
    }

    private static @Nullable String externalId(NewIntake whole, IntegrationConfig config) {
        return config.text(DEDUPE_PATH.key())
                .flatMap(path -> ExternalIds.find(whole, path))
                .orElse(null);
    }

    private static void verify(Hook hook, IntegrationConfig config, String secret) {
        var given = hook.headers().get(config.text(HEADER.key()).orElse(""));
        var expected = HookSignatures.expected(
                config.choice(ALGORITHM), secret, hook.whole().body());
        if (!HookSignatures.is(given, config.text(PREFIX.key()).orElse(""), config.choice(ENCODING), expected)) {
            throw HookSignatures.wrong();
        }
    }
}
