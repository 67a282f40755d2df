// What a dashboard file must look like, by Grafana's own types. JSON has no enums: their values
// stand in their place.
import type { AnnotationQuery, Dashboard, DataQuery, Panel, RowPanel } from '@grafana/schema';
import type { FieldConfig as TimeSeriesField, Options as TimeSeriesOptions } from './node_modules/@grafana/schema/dist/types/raw/composable/timeseries/panelcfg/x/types.gen';
import type { Options as StatOptions } from './node_modules/@grafana/schema/dist/types/raw/composable/stat/panelcfg/x/types.gen';
import type { FieldConfig as TableField, Options as TableOptions } from './node_modules/@grafana/schema/dist/types/raw/composable/table/panelcfg/x/types.gen';

type Json<T> = T extends string
  ? `${T}`
  : T extends number | boolean | null | undefined
    ? T
    : T extends (infer E)[]
      ? Json<E>[]
      : T extends object
        ? { [K in keyof T]: Json<T[K]> }
        : T;

interface SqlTarget {
  refId: string;
  datasource: { type: 'grafana-postgresql-datasource'; uid: string };
  editorMode: 'code';
  format: 'table' | 'time_series';
  rawQuery: true;
  rawSql: string;
}

interface PromTarget {
  refId: string;
  datasource: { type: 'prometheus'; uid: string };
  editorMode: 'code';
  expr: string;
  legendFormat: string;
  format?: 'time_series';
  instant: boolean;
  range: boolean;
}

type PanelOf<Type extends string, Options, Field> = Omit<Json<Panel>, 'type' | 'options' | 'fieldConfig' | 'targets'> & {
  type: Type;
  options: Partial<Json<Options>>;
  fieldConfig: {
    defaults: Omit<NonNullable<Json<Panel>['fieldConfig']>['defaults'], 'custom'> & { custom?: Json<Field> };
    overrides: NonNullable<Json<Panel>['fieldConfig']>['overrides'];
  };
  targets: (SqlTarget | PromTarget)[];
};

export type DashboardFile = Omit<Json<Dashboard>, 'panels' | 'annotations'> & {
  panels: (
    | PanelOf<'timeseries', TimeSeriesOptions, TimeSeriesField>
    | PanelOf<'stat', StatOptions, never>
    | PanelOf<'table', TableOptions, Partial<TableField>>
    | Json<RowPanel>
  )[];
  annotations: { list: (Omit<Json<AnnotationQuery<DataQuery>>, 'target'> & { target: SqlTarget })[] };
};
