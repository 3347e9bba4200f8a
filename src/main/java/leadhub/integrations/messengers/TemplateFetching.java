package leadhub.integrations.messengers;

import com.github.kagkarlsson.scheduler.task.Task;
import leadhub.base.database.RetryOnConflict;
import leadhub.integrations.ConnectedIntegrations;
import leadhub.integrations.Integration;
import leadhub.integrations.messengers.MessengerTemplates.Wanted;
import leadhub.integrations.provider.ProviderFailure;
import leadhub.integrations.provider.ProviderHttp;
import leadhub.jobs.Jobs;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Asks messengers' providers which templates they have approved. */
@Component
class TemplateFetching {
    private final ConnectedIntegrations connected;
    private final MessengerTemplates templates;
    private final ProviderHttp http;

    TemplateFetching(ConnectedIntegrations connected, MessengerTemplates templates, ProviderHttp http) {
        this.connected = connected;
        this.templates = templates;
        this.http = http;
    }

    @Configuration(proxyBeanMethods = false)
    static class TemplateJobs {
        @Bean
        Task<Wanted> fetchTemplates(TemplateFetching fetching) {
            return Jobs.once(MessengerTemplates.JOB, Wanted.class, fetching::fetch, (wanted, failure) -> {});
        }
    }

    private void fetch(Wanted wanted) {
        var found = connected
                .find(wanted.workspaceId(), wanted.integrationId(), Messenger.class)
                .filter(one -> !one.integration().terms().isPaused())
                .orElse(null);
        if (found == null) {
            return;
        }
        try {
            fetch(wanted.workspaceId(), found.integration(), found.type());
        } catch (ProviderFailure e) {
            // Whatever else it is, the test button says it.
            if (e.kind() == ProviderFailure.Kind.LATER) {
                throw e;
            }
        }
    }

    private void fetch(long workspaceId, Integration integration, Messenger type) {
        var told = type.templates(integration.terms().config(), http);
        RetryOnConflict.run(() -> {
            templates.keep(workspaceId, integration.id(), told);
            return true;
        });
    }
}
