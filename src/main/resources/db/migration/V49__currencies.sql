-- What deals are worth is said in the workspace's currency (ISO 4217), unless a lead has another one.
alter table workspaces add column currency text not null default 'USD';
update workspaces
set currency = case
    when default_country in ('AT', 'BE', 'CY', 'DE', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'IE', 'IT', 'LT', 'LU', 'LV', 'MT', 'NL', 'PT', 'SI', 'SK') then 'EUR'
    when default_country = 'AE' then 'AED'
    when default_country = 'AU' then 'AUD'
    when default_country = 'BR' then 'BRL'
    when default_country = 'CA' then 'CAD'
    when default_country in ('CH', 'LI') then 'CHF'
    when default_country = 'CN' then 'CNY'
    when default_country = 'DK' then 'DKK'
    when default_country = 'EG' then 'EGP'
    when default_country = 'GB' then 'GBP'
    when default_country = 'IN' then 'INR'
    when default_country = 'JP' then 'JPY'
    when default_country = 'MX' then 'MXN'
    when default_country = 'NO' then 'NOK'
    when default_country = 'PL' then 'PLN'
    when default_country = 'SA' then 'SAR'
    when default_country = 'SE' then 'SEK'
    else 'USD'
end;

-- Null is the workspace's.
alter table leads add column deal_currency text;
