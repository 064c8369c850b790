-- Search: what stands before what among equals, words that mean the same, terms made anew where they are of an older make.

-- 国务院 5, ministries 4, provinces 3, cities and leagues 2, counties and below 1; 0 where the name does not say.
create function open.organ_level(issuer text) returns int language sql immutable parallel safe as $$
  select case
    when issuer ~ '(全国人民代表大会|全国人大|国务院(办公厅)?($|[、，,;； （(])|中共中央|中央人民政府)' then 5
    when local ~ '(县|区|旗|镇|乡|街道)' then 1
    when local ~ '(市|盟|州)' then 2
    when local ~ '省' then 3
    when issuer ~ '(^(国家|中国|中华|中央|国务院|最高人民)|(部|委|委员会|总局|局|署|银行)($|[、，,;； （(]))' then 4
    else 0 end
  from (select regexp_replace(regexp_replace(issuer, '(自治区|北京市|上海市|天津市|重庆市)', '省', 'g'), '(特区|地区|区域)', '', 'g') as local) l
$$;

-- In force before ended, then the higher organ.
create function open.standing_of(status text, issuer text) returns smallint language sql immutable parallel safe as $$
  select (case when status in ('expired', 'repealed', 'annulled') then 0 else 10 end + open.organ_level(issuer))::smallint
$$;

alter table open.search_entry add standing smallint;
update open.search_entry e set standing = open.standing_of(r.status, r.issuer) from open.record r where r.id = e.record_id;
alter table open.search_entry alter standing set not null;
create index search_standing on open.search_entry (standing desc, sorted_on desc, record_id desc);

create function open.set_standing() returns trigger language plpgsql as $$
begin
  select open.standing_of(r.status, r.issuer) into new.standing from open.record r where r.id = new.record_id;
  return new;
end $$;
create trigger entry_standing before insert on open.search_entry for each row execute function open.set_standing();

create or replace function open.follow_record() returns trigger language plpgsql as $$
begin
  update open.search_entry set
    sorted_on = coalesce(new.date_made, new.date_published), published_at = new.published_at,
    year = extract(year from coalesce(new.date_made, new.date_published))::int,
    agency_code = new.agency_code, region_code = new.region_code, kind = new.kind, category = new.category,
    theme = open.first_theme(new.theme), status = new.status, standing = open.standing_of(new.status, new.issuer)
  where record_id = new.id;
  return null;
end $$;
drop trigger record_to_search on open.record;
create trigger record_to_search
  after update of date_made, date_published, published_at, agency_code, region_code, kind, category, theme, status, issuer on open.record
  for each row execute function open.follow_record();

-- Rows whose terms were made by an older program; the worker makes them anew.
alter table open.search_entry add make smallint not null default 1;
alter table open.search_entry alter make set default 2;
create index search_older on open.search_entry (record_id) where make < 2;

-- Words that mean the same; a librarian edits them, search reads the copy in open.
create table core.search_synonym (
  id         uuid primary key default gen_random_uuid(),
  words      text[] not null check (cardinality(words) between 2 and 12),
  version    int not null default 1
);
create table open.search_synonym (
  id    uuid primary key,
  words text[] not null
);
insert into core.search_synonym (words) values
  ('{国办,国务院办公厅}'), ('{中办,中共中央办公厅}'), ('{发改委,发展和改革委员会,发展改革委}'), ('{人社局,人力资源和社会保障局}'),
  ('{人社部,人力资源和社会保障部}'), ('{卫健委,卫生健康委员会}'), ('{住建局,住房和城乡建设局}'), ('{住建部,住房和城乡建设部}'),
  ('{工信部,工业和信息化部}'), ('{生态环境部,环境保护部,环保部}'), ('{市监局,市场监督管理局,市场监管局}'), ('{人大常委会,人民代表大会常务委员会}'),
  ('{最高法,最高人民法院}'), ('{最高检,最高人民检察院}'), ('{证监会,证券监督管理委员会}'), ('{银保监会,银行保险监督管理委员会}'),
  ('{低保,最低生活保障}'), ('{社保,社会保险}'), ('{医保,医疗保险,医疗保障}'), ('{公积金,住房公积金}'), ('{环保,环境保护}'),
  ('{高新区,高新技术产业开发区}'), ('{经开区,经济技术开发区}'), ('{自贸区,自由贸易试验区}'), ('{两会,人民代表大会和政协会议}'),
  ('{房产证,不动产权证书,不动产登记}'), ('{营业执照,企业登记}'), ('{上学,入学,义务教育}'), ('{看病,医疗,就医}'), ('{养老金,基本养老保险}'),
  ('{工伤,工伤保险}'), ('{生育津贴,生育保险}'), ('{失业金,失业保险金}'), ('{拆迁,征收补偿,征收与补偿}'), ('{垃圾分类,生活垃圾管理}'),
  ('{狗,犬,养犬}'), ('{电动车,电动自行车}'), ('{网约车,网络预约出租汽车}'), ('{民企,民营企业}'), ('{国企,国有企业}'),
  ('{信息公开,政府信息公开}'), ('{二手房,存量房}'), ('{物业费,物业服务费}'), ('{烟花爆竹,鞭炮}');
insert into open.search_synonym select id, words from core.search_synonym;
