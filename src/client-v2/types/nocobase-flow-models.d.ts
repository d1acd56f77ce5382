/** What this plugin's blocks and actions use of the host's FlowModels. Merged with the other declarations. */
declare module '@nocobase/flow-engine' {
  export interface FlowEngineContext {
    /** Set once the host has asked who is signed in. */
    user?: { id: string | number };
  }

  /** A field of a collection that people build pages on. */
  export interface CollectionField {
    name: string;
    title: string;
    type: string;
    interface?: string;
    /** Set for an association whose collection is known. */
    targetCollection?: Collection;
  }

  export interface Collection {
    name: string;
    dataSourceKey: string;
    /** The field that identifies a record, or several. */
    filterTargetKey?: string | string[];
    titleCollectionField?: CollectionField;
    getFields(): CollectionField[];
  }

  export interface FlowRuntime<TModel> {
    model: TModel;
    collection?: Collection;
    record?: Record<string, unknown>;
    inputArgs: Record<string, unknown>;
    /** What the pop-up that the block is in was opened with. */
    view?: { inputArgs?: ViewInput };
    steps: Record<string, { params?: Record<string, unknown>; result?: unknown }>;
    message: { warning(text: string): void; info(text: string): void; error(text: string): void };
    t(key: string, options?: Record<string, unknown>): string;
  }

  export interface ViewInput {
    dataSourceKey?: string;
    collectionName?: string;
    associationName?: string;
    filterByTk?: unknown;
    sourceId?: unknown;
  }

  export interface FlowStep<TModel> {
    title?: string;
    uiSchema?: (ctx: FlowRuntime<TModel>) => Record<string, unknown>;
    uiMode?: Record<string, unknown> | string;
    hideInSettings?: (ctx: FlowRuntime<TModel>) => boolean;
    defaultParams?: (ctx: FlowRuntime<TModel>) => Record<string, unknown>;
    handler(ctx: FlowRuntime<TModel>, params: Record<string, unknown>): unknown;
  }

  export interface Flow<TModel> {
    key: string;
    title?: string;
    on?: string;
    sort?: number;
    steps: Record<string, FlowStep<TModel>>;
  }

  /** Where a menu of blocks is opened. */
  export interface MenuContext {
    view?: { inputArgs?: ViewInput };
    dataSourceManager: { getCollection(dataSource: string, name: string): Collection | undefined };
  }

  export interface ModelDefinition {
    label: string;
    group?: string;
    sort?: number;
    searchable?: boolean;
    searchPlaceholder?: string;
    /** Items below this one in the menu. */
    children?: () => Array<Record<string, unknown>>;
    hide?: boolean | ((ctx: MenuContext) => boolean);
    createModelOptions?: Record<string, unknown> | ((ctx: MenuContext) => Record<string, unknown>);
  }

  export class SingleRecordResource {
    getFilterByTk(): unknown;
  }

  export class MultiRecordResource {
    getData(): Array<Record<string, unknown>>;
    setData(data: unknown): this;
    setMeta(meta: unknown): this;
    getMeta(key: string): unknown;
    hasData(): boolean;
    getFilter(): Record<string, unknown> | undefined;
    getSelectedRows(): Array<Record<string, unknown>>;
    setSelectedRows(rows: Array<Record<string, unknown>>): this;
    addFilterGroup(key: string, filter: unknown): void;
    refresh(): Promise<void>;
    addRequestHeader(key: string, value: string): this;
    runAction<T, M>(action: string, options: Record<string, unknown>): Promise<{ data: T; meta?: M }>;
    protected getRefreshRequestOptions(): Record<string, unknown>;
  }
}

declare module '@nocobase/client-v2' {
  import type { ComponentType, CSSProperties, ReactNode } from 'react';
  import {
    FlowModel,
    type Collection,
    type Flow,
    type MenuContext,
    type ModelDefinition,
    type MultiRecordResource,
  } from '@nocobase/flow-engine';

  export interface TableCellProps {
    record?: Record<string, unknown>;
    dataIndex?: string;
    className?: string;
    style?: CSSProperties;
    /** Whether the host's quick edit is enabled. */
    editable?: boolean;
    children?: ReactNode;
  }

  export interface BlockContext {
    createResource<T>(type: new (...args: never[]) => T): T;
  }

  /** A block of a page. */
  export class BlockModel extends FlowModel {
    static define(definition: ModelDefinition): void;
    static registerFlow<T>(this: new (...args: never[]) => T, flow: Flow<T>): void;
    hidden: boolean;
    decoratorProps: { heightMode?: string; height?: number };
    props: Record<string, unknown>;
    setProps(props: Record<string, unknown>): void;
    renderComponent(): ReactNode;
  }

  /** A block for a record or for records of a collection. */
  export class CollectionBlockModel extends BlockModel {
    static scene: string | string[];
    /** Offers collections below the block's name in the menu; undefined for a block that is added at once. */
    static defineChildren: unknown;
    /** Whether the host leaves it to the block when its resource is loaded. */
    isManualRefresh: boolean;
    get resource(): unknown;
    get collection(): Collection | undefined;
    getStepParams(flowKey: string, stepKey: string): Record<string, unknown> | undefined;
    createResource(context: BlockContext, params: unknown): unknown;
    refresh(): Promise<void>;
    onActive(forceRefresh?: boolean): void;
  }

  export const BlockSceneEnum: { one: string };

  /** The host's table of records. */
  export class TableBlockModel extends FlowModel {
    constructor(options: unknown);
    static filterCollection(collection: Collection): boolean;
    static define(definition: ModelDefinition): void;
    static registerFlow<T>(this: new (...args: never[]) => T, flow: Flow<T>): void;
    /** Flows of this model and of those it extends. */
    static globalFlowRegistry: { getFlow<T>(key: string): { serialize(): Flow<T> } | undefined };
    components: { header: object; body: { cell: ComponentType<TableCellProps> } };
    /** Names of the models that stand in for the host's. */
    customModelClasses: Record<string, string>;
    hidden: boolean;
    get resource(): MultiRecordResource;
    createResource(context: BlockContext, params: unknown): MultiRecordResource;
    getDataLoadingMode(): 'auto' | 'manual';
    hasActiveFilters(): boolean;
    clearHighlight(): void;
    renderComponent(): ReactNode;
  }

  /** The actions that a menu offers for a table, and for its rows. */
  export class CollectionActionGroupModel extends FlowModel {
    static defineChildren(ctx: MenuContext): Promise<Array<{ useModel?: string }>>;
  }
  export class RecordActionGroupModel extends FlowModel {
    static defineChildren(ctx: MenuContext): Promise<Array<{ useModel?: string }>>;
  }

  export type ActionScene = 'collection' | 'record' | ActionScene[];
  export const ActionSceneEnum: { collection: ActionScene; record: ActionScene; all: ActionScene };

  /** A button of a block or a record. */
  export class ActionModel extends FlowModel {
    static scene: ActionScene;
    static define(definition: ModelDefinition): void;
    static registerFlow<T>(this: new (...args: never[]) => T, flow: Flow<T>): void;
    defaultProps: { type?: string; title?: string; icon?: string };
    getAclActionName(): string | null;
    getStepParams(flowKey: string, stepKey: string): Record<string, unknown> | undefined;
  }
}
