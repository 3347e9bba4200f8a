package leadhub.bench;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerStarter;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import leadhub.LeadHub;
import leadhub.base.SealKeys;
import leadhub.base.database.DatabaseLogin;
import leadhub.base.postgres.Database;
import leadhub.base.settings.Settings;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The program's verbs without its web, on the same database, listened to by a {@link Recorder}. */
final class Verbs implements AutoCloseable {
    private final Recorder recorder = new Recorder();
    private final DatabaseLogin login;
    private final ConfigurableApplicationContext context;

    Verbs(Database database) {
        login = database.application();
        var properties = new HashMap<String, Object>();
        properties.put("spring.datasource.url", login.jdbcUrl());
        properties.put("spring.datasource.username", login.user());
        properties.put("spring.datasource.password", login.password() == null ? "" : login.password());
        if (login.initSql() != null) {
            properties.put("spring.datasource.hikari.connection-init-sql", login.initSql());
        }
        properties.put("spring.datasource.hikari.maximum-pool-size", 4);
        properties.put("spring.flyway.enabled", false);
        // What is left to be done is the server's.
        properties.put("leadhub.webhooks.deliver", false);
        properties.put("leadhub.intake.work", false);
        // Many leads are made in one statement, on a machine that may be busy.
        properties.put("leadhub.database.network-timeout", "5m");
        properties.put("logging.level.root", "warn");
        var application = new SpringApplication(LeadHub.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLazyInitialization(true);
        application.addInitializers((GenericApplicationContext starting) -> {
            starting.getEnvironment().getPropertySources().addFirst(new MapPropertySource("bench", properties));
            starting.registerBean("recorder", Recorder.class, () -> recorder);
            starting.registerBean(Settings.class, () -> Settings.of(Map.of(), Map.of()));
            starting.registerBean(SealKeys.class, () -> SealKeys.NONE);
            // Jobs are the server's.
            starting.registerBean("noJobs", DbSchedulerStarter.class, () -> () -> {});
        });
        context = application.run();
    }

    <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    Recording record(Recorder.Action action) throws Exception {
        return recorder.record(action);
    }

    /** A plain connection with the settings of the program's own. */
    Bare bare(List<Bare.Script> scripts) throws SQLException {
        return new Bare(login.jdbcUrl(), driverProperties(), login.initSql(), scripts);
    }

    /** A connection in the application's role, in a workspace until it is closed. */
    Connection connect(long workspaceId) throws SQLException {
        var connection = login.connect();
        try (var statement = connection.prepareStatement("select set_config('leadhub.workspace', ?, false)")) {
            statement.setString(1, Long.toString(workspaceId));
            statement.execute();
        }
        return connection;
    }

    private Properties driverProperties() throws SQLException {
        var properties = new Properties();
        get(DataSource.class)
                .unwrap(HikariDataSource.class)
                .getDataSourceProperties()
                .forEach((name, value) -> properties.setProperty(name.toString(), value.toString()));
        properties.setProperty("user", login.user());
        if (login.password() != null) {
            properties.setProperty("password", login.password());
        }
        return properties;
    }

    @Override
    public void close() {
        context.close();
    }
}
