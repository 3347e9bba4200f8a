package leadhub.integrations.messengers;

import com.github.kagkarlsson.scheduler.task.Task;
import java.util.ArrayList;
import java.util.List;
import leadhub.base.Refusal;
import leadhub.base.settings.Settings;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.IntegrationPreview.Check;
import leadhub.integrations.IntegrationRefusals;
import leadhub.integrations.IntegrationTypes;
import leadhub.integrations.Integrations;
import leadhub.integrations.LeftIntegrations;
import leadhub.integrations.TypeField;
import leadhub.integrations.provider.ProviderFailure;
import leadhub.integrations.provider.ProviderHttp;
import leadhub.jobs.Hopeless;
import leadhub.jobs.JobQueue;
import leadhub.jobs.Jobs;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * Tells messengers under which URL what people write is wanted: whenever an integration is saved, and when it is tested. One that is
 * paused or deleted has them told that nothing is.
 */
@Component
public class MessengerWebhooks {
    private static final String SET = "messenger-webhook";
    private static final String LEAVE = "messenger-webhook-left";
    /** Somebody may pause and resume it as often while its provider is told. */
    private static final int MOST_CHANGES = 5;

    private final JobQueue jobs;
    private final Settings settings;
    private final ProviderHttp http;
    // Asked for late, for they ask which types there are.
    private final ObjectProvider<Kept> kept;
    private final IntegrationRefusals refusals;

    MessengerWebhooks(
            JobQueue jobs,
            Settings settings,
            ProviderHttp http,
            ObjectProvider<Kept> kept,
            IntegrationRefusals refusals) {
        this.jobs = jobs;
        this.settings = settings;
        this.http = http;
        this.kept = kept;
        this.refusals = refusals;
    }

    /** The integrations of now, and those that were deleted. */
    @Component
    record Kept(Integrations integrations, IntegrationTypes types, LeftIntegrations left) {}

    /** The job that tells it. */
    record Wanted(long workspaceId, long integrationId) {}

    @Configuration(proxyBeanMethods = false)
    static class WebhookJobs {
        @Bean
        Task<Wanted> tellMessengersTheUrl(MessengerWebhooks webhooks) {
            return Jobs.once(SET, Wanted.class, webhooks::set, (wanted, failure) -> {});
        }

        @Bean
        Task<Wanted> leaveMessengers(MessengerWebhooks webhooks) {
            return Jobs.once(LEAVE, Wanted.class, webhooks::leave, (wanted, failure) -> webhooks.forget(wanted));
        }
    }

    /** Within a transaction. */
    void setSoon(long workspaceId, long id) {
        jobs.add(SET, new Wanted(workspaceId, id));
    }

    /** Within the transaction that deletes it. */
    void leaveSoon(long workspaceId, Integration before) {
        kept.getObject().left().keep(workspaceId, before);
        jobs.add(LEAVE, new Wanted(workspaceId, before.id()));
    }

    /** Until what its provider was told is what is wanted: two that tell at once may be heard in either order. */
    private void set(Wanted wanted) {
        for (var i = 0; i < MOST_CHANGES; i++) {
            var integration = find(wanted);
            if (integration == null || !set(wanted, integration)) {
                return;
            }
            var now = find(wanted);
            if (now == null || now.updatedAt().equals(integration.updatedAt())) {
                return;
            }
        }
    }

    private @Nullable Integration find(Wanted wanted) {
        return kept.getObject()
                .integrations()
                .find(wanted.workspaceId(), wanted.integrationId())
                .orElse(null);
    }

    /** False where there is nobody to tell. */
    private boolean set(Wanted wanted, Integration integration) {
        var terms = integration.terms();
        var url = url(integration);
        if (url == null || !(type(terms.type()) instanceof ToldMessenger type)) {
            return false;
        }
        try {
            if (terms.isPaused()) {
                leave(type, terms.config(), url);
            } else {
                type.tell(terms.config(), http, url);
                refusals.over(wanted.workspaceId(), wanted.integrationId());
            }
            return true;
        } catch (NotDelivered e) {
            throw new Hopeless("The messenger refuses the bot of integration " + wanted.integrationId());
        } catch (ProviderFailure e) {
            refusals.refused(wanted.workspaceId(), wanted.integrationId(), refusal(type, e));
            if (e.kind() != ProviderFailure.Kind.LATER) {
                throw new Hopeless("The messenger takes no webhook of integration " + wanted.integrationId());
            }
            throw e;
        }
    }

    private @Nullable Object type(String key) {
        return kept.getObject().types().find(key).orElse(null);
    }

    /** A bot that posts elsewhere by now is somebody else's. */
    private void leave(ToldMessenger type, IntegrationConfig config, String url) {
        if (type.told(config, http).equals(url)) {
            type.leave(config, http);
        }
    }

    private void leave(Wanted wanted) {
        var left = kept.getObject()
                .left()
                .find(wanted.workspaceId(), wanted.integrationId())
                .orElse(null);
        var origin = left == null ? null : origin(left.config());
        if (left != null && origin != null && type(left.type()) instanceof ToldMessenger type) {
            try {
                leave(type, left.config(), left.url(origin));
            } catch (NotDelivered e) {
                throw new Hopeless("The messenger refuses the bot of integration " + wanted.integrationId());
            } catch (ProviderFailure e) {
                if (e.kind() != ProviderFailure.Kind.LATER) {
                    throw new Hopeless("The messenger keeps the webhook of integration " + wanted.integrationId());
                }
                throw e;
            }
        }
        forget(wanted);
    }

    private void forget(Wanted wanted) {
        kept.getObject().left().forget(wanted.workspaceId(), wanted.integrationId());
    }

    private static Refusal refusal(ToldMessenger type, ProviderFailure failure) {
        return failure.kind() == ProviderFailure.Kind.TOKEN
                ? Refusal.of("integration.token")
                : Refusal.of("messenger.webhook")
                        .with("name", type.about().name())
                        .with("error", failure.say());
    }

    /** Null where nobody knows under which address the world sees us. Messengers want https; a server of one's own for bots takes any. */
    private @Nullable String origin(IntegrationConfig config) {
        var origin = settings.baseUrl();
        var isOwnServer = config.text(TypeField.API_BASE_URL).isPresent();
        return origin == null || !isOwnServer && !origin.startsWith("https://") ? null : origin;
    }

    /** Null also where its token can't be read. */
    private @Nullable String url(Integration integration) {
        var origin = origin(integration.terms().config());
        return origin == null ? null : integration.url(origin);
    }

    /** Whether the token is a bot's, and whether what people write is sent here; where it isn't, its provider is told. */
    List<Check> checks(ToldMessenger type, Integration integration) {
        var config = integration.terms().config();
        var checks = new ArrayList<Check>();
        try {
            type.greet(config, http);
            checks.add(new Check("bot", true, "The token is that of a bot."));
        } catch (ProviderFailure | NotDelivered e) {
            checks.add(Check.failed("bot", "The messenger doesn't take the token: save a new one.", says(e)));
            return checks;
        }
        if (!integration.terms().isPaused()) {
            checks.add(webhook(type, config, url(integration)));
        }
        return checks;
    }

    private Check webhook(ToldMessenger type, IntegrationConfig config, @Nullable String url) {
        if (url == null) {
            return new Check(
                    "public_url",
                    false,
                    "The messenger needs an address with https: start the server with --base-url, then test again.");
        }
        try {
            if (!type.told(config, http).equals(url)) {
                type.tell(config, http, url);
            }
            return new Check("bot_webhook", true, "The messenger sends what people write here.");
        } catch (ProviderFailure | NotDelivered e) {
            return Check.failed("bot_webhook", "The messenger can't be told to send what people write here.", says(e));
        }
    }

    private static String says(RuntimeException failure) {
        return failure instanceof ProviderFailure provider ? provider.say() : "HTTP 403";
    }
}
