package leadhub.cli;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerStarter;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import leadhub.LeadHub;
import leadhub.base.SealKeys;
import leadhub.base.database.DatabaseLogin;
import leadhub.base.postgres.Database;
import leadhub.base.settings.Settings;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Starts the features on an open database: all of them with HTTP for the server, what is asked for by commands. */
final class Application {
    private Application() {}

    /**
     * Starts the server.
     *
     * @param beforeListening done with the features' verbs when they are ready and nobody can call yet
     */
    static ConfigurableApplicationContext server(
            Settings settings,
            int managementPort,
            Database database,
            Consumer<ApplicationContext> beforeListening,
            List<Class<?>> more) {
        var properties = properties(database.application());
        properties.put("server.port", settings.port());
        properties.put("server.address", settings.address().getHostAddress());
        properties.put("management.server.port", managementPort);
        properties.put("management.server.address", "127.0.0.1");
        if (database.embedded() == null) {
            properties.put("leadhub.drain", "2s");
        }
        var application = application(settings, sealKeys(settings, database), properties, more);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.addInitializers((GenericApplicationContext context) -> context.registerBean(
                "beforeListening", SmartInitializingSingleton.class, () -> () -> beforeListening.accept(context)));
        return application.run();
    }

    /** The same verbs for a command, made as they are asked for; jobs and deliveries are left to the server. */
    static ConfigurableApplicationContext verbs(Settings settings, SealKeys keys, Database database, Clock clock) {
        var properties = properties(database.application());
        properties.put("spring.datasource.hikari.maximum-pool-size", 4);
        properties.put("spring.datasource.hikari.minimum-idle", 0);
        // Nobody waits for a command but whoever gave it, and may end it.
        properties.put("leadhub.database.network-timeout", "10m");
        properties.put("leadhub.webhooks.deliver", false);
        properties.put("leadhub.intake.work", false);
        var application = application(settings, keys, properties, List.of());
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLazyInitialization(true);
        application.addInitializers((GenericApplicationContext context) -> {
            context.registerBean("jobsAreLeftToTheServer", DbSchedulerStarter.class, () -> () -> {});
            context.registerBean("clockOfTheCommand", Clock.class, () -> clock, bean -> bean.setPrimary(true));
        });
        return application.run();
    }

    private static SpringApplication application(
            Settings settings, SealKeys keys, Map<String, Object> properties, List<Class<?>> more) {
        var application = new SpringApplication(LeadHub.class);
        application.addPrimarySources(more);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        // Whoever starts it stops it, in the right order.
        application.setRegisterShutdownHook(false);
        // First, so that no SERVER_PORT of the machine and no file in the folder has a say in what was set.
        application.addInitializers(context -> context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("leadhub settings", properties)));
        application.addInitializers((GenericApplicationContext context) -> {
            context.registerBean(Settings.class, () -> settings);
            context.registerBean(SealKeys.class, () -> keys);
        });
        application.setDefaultProperties(Map.of("spring.config.location", "classpath:/application.yaml"));
        return application;
    }

    private static Map<String, Object> properties(DatabaseLogin login) {
        var properties = new HashMap<String, Object>();
        properties.put("spring.datasource.url", login.jdbcUrl());
        properties.put("spring.datasource.username", login.user());
        if (login.password() != null) {
            properties.put("spring.datasource.password", login.password());
        }
        if (login.initSql() != null) {
            properties.put("spring.datasource.hikari.connection-init-sql", login.initSql());
        }
        return properties;
    }

    /** What was set, else the key of the data folder; none where the database is another's and none was set. */
    static SealKeys sealKeys(Settings settings, Database database) {
        var embedded = database.embedded();
        var ofFolder = embedded == null ? null : embedded.secretKey();
        return new SealKeys(settings.secretKey() == null ? ofFolder : settings.secretKey(), settings.otherSecretKey());
    }
}
