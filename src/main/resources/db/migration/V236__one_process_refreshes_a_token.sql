-- Until when one process alone may use the refresh token of an integration, which may be good for one use.
alter table integrations add column refresh_leased_until timestamptz;
